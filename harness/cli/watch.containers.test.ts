import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { test } from '../../lab/docker/testing/index.ts';
import { type LabDescription, readLab } from '../../lab/index.ts';
import { RunFolder } from '../run/index.ts';
import { Workplace } from './testing/index.ts';

const WORKS = 'const ask = () => fetch(process.argv[1]).catch(() => setTimeout(ask, 100)); ask()';

/** An upgrade by hand, as an operator writes it who has ssh, two load balancers and no tool: the waiting one is told first. */
function script({ nodes, balancers, services }: LabDescription, { drain }: { readonly drain: boolean }): string {
  const { commands, members } = services.keystone!;
  const into = (name: string) => {
    const { host, user, privateKeyFile, knownHostsFile } = nodes[name]!.ssh;
    return `ssh -F none -i ${privateKeyFile} -o UserKnownHostsFile=${knownHostsFile} -o LogLevel=ERROR ${user}@${host}`;
  };
  const sockets = ['lb2', 'lb1'].map((name) => balancers[name]!.adminSocket.replace(':', '/'));
  const install = commands.install.replace('{release}', '2026.1');
  const upgrade = (node: string, ...database: string[]) =>
    [commands.stop, install, ...database, commands.start].map((command) => `${into(node)} '${command}'`);
  const state = drain ? 'DRAIN' : 'UP';
  return [
    '#!/bin/bash -e',
    `sockets='${sockets.join(' ')}'`,
    'ask() { exec 3<>/dev/tcp/$1; echo "$2" >&3; cat <&3; }',
    'tell() { for s in $sockets; do ask $s "$1" >/dev/null; done; }',
    // usage: shows SERVER COLUMN VALUE. The fifth column is who is there now, the eighteenth what the load balancer thinks of it.
    'cell() { ask $1 "show stat" | grep "^keystone,$2," | cut -d, -f$3; }',
    'shows() { for s in $sockets; do until [ "$(cell $s $1 $2)" = $3 ]; do sleep 0.1; done; done; }',
    `works() { ${process.execPath} -e "${WORKS}" "$1/v3"; }`,
    ...(drain ? ['tell "set server keystone/keystone1 state drain"', 'shows keystone1 5 0'] : []),
    ...upgrade('controller1', commands.database.expand!, commands.database.migrate!),
    `works ${members.controller1!.url}`,
    `shows keystone1 18 ${state}; sleep 1`,
    'tell "set server keystone/keystone1 state ready; set server keystone/keystone2 state drain"',
    'shows keystone2 5 0',
    ...upgrade('controller2'),
    `works ${members.controller2!.url}`,
    'shows keystone2 18 DRAIN; sleep 1',
    'tell "set server keystone/keystone2 state ready"; sleep 1',
    `${into('controller2')} '${commands.database.contract}'`,
    '',
  ].join('\n');
}

async function upgradedByHand(options: { readonly drain: boolean }) {
  using place = new Workplace();
  const up = await place.run('lab', 'up', '--lab', 'docker', '--controllers', '2', '--projects', 'keystone');
  const id = /^lab (\w+) is up/m.exec(up.stdout)![1]!;
  try {
    const file = join(place.folder, 'upgrade.sh');
    writeFileSync(file, script((await readLab(id)).description!, options));
    chmodSync(file, 0o755);
    const outcome = await place.run(
      'watch',
      '--lab',
      id,
      '--scenario',
      'keystone',
      '--baseline',
      '4',
      '--settle',
      '4',
      '--',
      file,
    );
    const { plan } = await new RunFolder(place.runFolder).evidence();
    return {
      outcome,
      verdict: place.verdict,
      titles: plan.stages.flatMap(({ steps }) => steps.map(({ title }) => title)),
    };
  } finally {
    await place.run('lab', 'down', id);
  }
}

test('a script that upgrades behind two load balancers, carefully: nothing refuses it, as nothing refuses certify, and its steps are named', async () => {
  const { outcome, verdict, titles } = await upgradedByHand({ drain: true });
  const refused = verdict.findings.filter(({ severity }) => severity === 'refuse');
  expect(refused, outcome.stdout + outcome.stderr).toEqual([]);
  const expected = [
    'keystone1 out of rotation (drain)',
    'keystone on controller1: 2025.1 → 2026.1',
    'keystone1 in, keystone2 out',
    'keystone on controller2: 2025.1 → 2026.1',
    'keystone2 back in rotation',
  ];
  expect(titles.filter((title) => expected.includes(title))).toEqual(expected);
  // What a busy machine may leave open apart: it is judged as an upgrade of ours would be.
  const open = verdict.assumptions.filter(({ holds }) => !holds).map(({ name }) => name);
  const ours = ['completed', 'order-kept', 'versions-changed', 'coverage', 'writes-read-back', 'address-kept'];
  expect(open.filter((name) => ours.includes(name))).toEqual([]);
});

test('the same script without its drain is refused, as such a certify is', async () => {
  const { outcome, verdict } = await upgradedByHand({ drain: false });
  expect(outcome.code, outcome.stdout + outcome.stderr).toBe(1);
  const refused = verdict.findings.filter(({ severity }) => severity === 'refuse').map((finding) => finding.class);
  // Which of both is seen is luck: the load balancer tries another server, and a server may be back before its health check knows.
  expect(refused.filter((name) => ['errors', 'exposed'].includes(name))).not.toEqual([]);
});
