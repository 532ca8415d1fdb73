import { readFileSync } from 'node:fs';
import { test as base } from '@playwright/test';
import {
  connectSsh,
  type LabDescription,
  openBalancer,
  publicKeyOf,
  type RuntimeApi,
  type SshClient,
} from '../../lab/index.ts';
import { type Cloud, openCloud } from './cloud/index.ts';
import { enterGuest, type Guest } from './guest.ts';
import { Keepsake } from './keepsake.ts';
import { ADVICE } from './result.ts';
import { describedLab, type Occasion, readSetting, type Setting } from './setting.ts';

interface PerCheck {
  /** Says what could be better, without failing. */
  advise(text: string): void;
}

interface PerWorker {
  setting: Setting;
  when: Occasion;
  lab: LabDescription;
  cloud: Cloud;
  keepsake: Keepsake;
  /** A node, by its name in the lab. */
  ssh(node: string): Promise<SshClient>;
  balancers: ReadonlyMap<string, RuntimeApi>;
  /** Whose public half servers are made with, so that no new secret has to live through the upgrade. */
  operatorKey: { readonly privateKeyFile: string; readonly publicKey: string };
  /** The inside of a server, entered with the operator's key or with the one that is given. */
  guest(server: { readonly id: string }, privateKeyFile?: string): Promise<Guest>;
}

export const test = base.extend<PerCheck, PerWorker>({
  setting: [
    // biome-ignore lint/correctness/noEmptyPattern: from this pattern Playwright reads what a fixture needs
    async ({}, use) => {
      await use(readSetting());
    },
    { scope: 'worker' },
  ],
  when: [({ setting }, use) => use(setting.when), { scope: 'worker' }],
  lab: [({ setting: _ }, use) => use(describedLab()), { scope: 'worker' }],
  cloud: [async ({ lab }, use) => use(await openCloud(lab)), { scope: 'worker' }],
  keepsake: [({ setting }, use) => use(new Keepsake(setting.keepsakeFile)), { scope: 'worker' }],
  balancers: [
    async ({ lab }, use) => {
      await using ways = new AsyncDisposableStack();
      const open = new Map<string, RuntimeApi>();
      for (const [name, balancer] of Object.entries(lab.balancers))
        open.set(name, await openBalancer(name, balancer, ways));
      await use(open);
    },
    { scope: 'worker' },
  ],
  ssh: [
    async ({ lab }, use) => {
      await using connections = new AsyncDisposableStack();
      const open = new Map<string, Promise<SshClient>>();
      const connect = async (node: string): Promise<SshClient> => {
        const target = lab.nodes[node]?.ssh;
        if (!target) throw new Error(`no node "${node}"; there are: ${Object.keys(lab.nodes).join(', ')}`);
        return connections.use(await connectSsh(target, node));
      };
      await use((node) => {
        const connection = open.get(node) ?? connect(node);
        open.set(node, connection);
        return connection;
      });
    },
    { scope: 'worker' },
  ],
  operatorKey: [
    async ({ lab }, use) => {
      const [node] = Object.values(lab.nodes);
      if (!node) throw new Error('The lab has no nodes, and so no key');
      const { privateKeyFile } = node.ssh;
      if (privateKeyFile === undefined) throw new Error('The first node is entered with a key that an agent keeps');
      await use({ privateKeyFile, publicKey: publicKeyOf(readFileSync(privateKeyFile, 'utf8')) });
    },
    { scope: 'worker' },
  ],
  guest: [
    async ({ cloud, lab, operatorKey }, use) => {
      await using guests = new AsyncDisposableStack();
      await use(async (server, privateKeyFile = operatorKey.privateKeyFile) =>
        guests.use(await enterGuest(cloud, lab, server.id, privateKeyFile)),
      );
    },
    { scope: 'worker' },
  ],
  advise: ({ setting: _ }, use, info) =>
    use((description) => void info.annotations.push({ type: ADVICE, description })),
});
