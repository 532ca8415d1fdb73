import { spawn } from 'node:child_process';
import { createWriteStream, existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findEngine } from '../../lab/index.ts';
import { Judgement } from '../judge/index.ts';
import { Plan } from '../plan/index.ts';
import { whyNotApart } from './apart.ts';
import { compare } from './compare.ts';
import type { Expectation, Fault } from './fault.ts';
import type { Account } from './planting.ts';

/** Exit code of what was asked for wrongly, or of a lab that is not fit for it. */
const WRONG_USE = 64;

const COMMAND = fileURLToPath(new URL('../../bin/unbroken', import.meta.url));

/** Longer than any of them takes on a busy machine; then it is asked to put everything back and end. */
const LIMIT_MS = { local: 300_000, docker: 300_000, openstack: 1_800_000 };

/** One run of `certify`, and what came of it. */
export interface Trial {
  readonly name: string;
  readonly where: Fault['where'] | 'nowhere';
  readonly command: string;
  readonly expected: Expectation;
  /** Empty: exactly as expected. */
  readonly problems: readonly string[];
  readonly verdict: string | null;
  /** Classes of the findings that refused, and names of the assumptions that did not hold. */
  readonly found: readonly string[];
  /** From the beginning of the fault to the beginning of what was found, ms; null where either cannot be said. */
  readonly delayMs: number | null;
  readonly seconds: number;
  readonly run: string | null;
  /** Why this machine is no place for it: it was not tried. */
  readonly unplantable?: string;
}

export interface TrialPlace {
  /** Everything of this trial goes there. */
  readonly folder: string;
  readonly seed: number;
  readonly signal: AbortSignal;
}

export async function tryFault(fault: Fault, place: TrialPlace): Promise<Trial> {
  const { name, where, scenario, expect } = fault;
  const args = ['certify', scenario, '--plant', name, '--seed', `${place.seed}`];
  const why = fault.apart ? whyNotApart() : fault.lab ? await whyNoContainers() : undefined;
  if (why === undefined) return attempt({ name, where }, args, expect, place, LIMIT_MS[fault.lab ?? 'local']);
  const nothing = { problems: [], verdict: null, found: [], delayMs: null, seconds: 0, run: null };
  return { name, where, command: commandOf(args), expected: expect, ...nothing, unplantable: why };
}

async function whyNoContainers(): Promise<string | undefined> {
  return (await findEngine()) ? undefined : 'no container engine answers';
}

/** Those of ours that nobody notices. `nova` is none of them: as an older workflow has it, its API is away meanwhile. */
export const CERTIFIABLE: readonly (readonly string[])[] = [
  ['keystone'],
  ['glance'],
  ['neutron'],
  ['cinder'],
  ['nova-zero-downtime'],
  ['nova-rolling'],
  ['openstack'],
  ['keystone', '--shape', 'pair'],
];

/** An upgrade in which nothing is wrong. A busy machine may keep it from being certified; nothing may refuse it. */
export function tryClean(
  scenario: readonly string[],
  place: TrialPlace,
  { busy = false }: { readonly busy?: boolean } = {},
): Promise<Trial> {
  const command = ['certify', ...scenario, '--explore', '--seed', `${place.seed}`];
  const what = { name: `clean ${scenario.join(' ')} ${place.seed}`, where: 'nowhere' } as const;
  return attempt(what, command, { verdict: 'certified', ...(busy ? { orElse: 'inconclusive' as const } : {}) }, place);
}

async function attempt(
  what: Pick<Trial, 'name' | 'where'>,
  args: readonly string[],
  expected: Expectation,
  place: TrialPlace,
  limitMs = LIMIT_MS.local,
): Promise<Trial> {
  const began = performance.now();
  const code = await run(args, place, limitMs);
  const seconds = Math.round((performance.now() - began) / 100) / 10;
  const common = { ...what, command: commandOf(args), expected, seconds };
  const path = runIn(place.folder);
  if (path === undefined || !existsSync(join(path, 'verdict.json'))) {
    if (expected.verdict === 'not begun') return { ...common, ...notBegun(expected, code, place.folder) };
    const problems = [`no verdict: certify ended with ${code}, see ${join(place.folder, 'output.txt')}`];
    return { ...common, problems, verdict: null, found: [], delayMs: null, run: path ?? null };
  }
  const judgement = Judgement.parse(readJson(join(path, 'verdict.json')));
  const plan = Plan.parse(readJson(join(path, 'plan.json')));
  const { begun, unplanted } = accountIn(path);
  const { problems, delayMs } = compare(expected, judgement, plan, begun);
  return {
    ...common,
    problems: [...unplanted.map((why) => `not planted: ${why}`), ...problems],
    delayMs,
    verdict: judgement.verdict,
    found: foundBy(judgement),
    run: path,
  };
}

/** A fault that is seen before anything is touched leaves no run, only what was said. */
function notBegun({ says = '' }: Expectation, code: number | null, folder: string) {
  const output = readFileSync(join(folder, 'output.txt'), 'utf8');
  const isSaid = code === WRONG_USE && output.includes(says);
  const problems = isSaid ? [] : [`certify ended with ${code} and did not say "${says}"`];
  return { problems, verdict: isSaid ? 'not begun' : null, found: isSaid ? [says] : [], delayMs: null, run: null };
}

/** A process of its own, as a user would start it: what happens to the harness in it does not happen to this one. */
async function run(args: readonly string[], { folder, signal }: TrialPlace, limitMs: number): Promise<number | null> {
  mkdirSync(folder, { recursive: true });
  const child = spawn(COMMAND, [...args, '--runs', join(folder, 'runs')], {
    stdio: ['ignore', 'pipe', 'pipe'],
    // Ctrl-C at a terminal reaches a whole group, and a second signal would end it before its lab is taken down.
    detached: true,
    env: { ...process.env, CI: 'true', GITHUB_STEP_SUMMARY: '' },
    signal: AbortSignal.any([signal, AbortSignal.timeout(limitMs)]),
    killSignal: 'SIGTERM',
  });
  const output = createWriteStream(join(folder, 'output.txt'));
  child.stdout.pipe(output, { end: false });
  child.stderr.pipe(output, { end: false });
  // Its abortion shows in how it ends, and it is not over before all is put back.
  child.on('error', () => undefined);
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  output.end();
  return code;
}

function runIn(folder: string): string | undefined {
  const runs = join(folder, 'runs');
  return existsSync(runs) ? readdirSync(runs).map((name) => join(runs, name))[0] : undefined;
}

function accountIn(run: string): Pick<Account, 'begun' | 'unplanted'> {
  const file = join(run, 'planted.json');
  return existsSync(file) ? (readJson(file) as Account) : { begun: null, unplanted: [] };
}

function foundBy({ findings, assumptions }: Judgement): string[] {
  const refusing = findings.filter(({ severity }) => severity === 'refuse').map((finding) => finding.class);
  const broken = assumptions.filter(({ holds }) => !holds).map(({ name }) => name);
  return [...new Set(refusing.length > 0 ? refusing : broken)];
}

const commandOf = (args: readonly string[]): string => `unbroken ${args.join(' ')}`;

const readJson = (file: string): unknown => JSON.parse(readFileSync(file, 'utf8'));
