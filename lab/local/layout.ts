import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeKeyPair } from '../ssh/index.ts';
import { type LabNode, layOutNode } from './node.ts';
import { expectFree, freePort } from './port.ts';
import type { Roster } from './roster.ts';
import { endpointsOf, type Seating } from './seating.ts';
import { claimSubnet, type Subnet } from './subnet.ts';

/** A lab of which all is decided and written down, and nothing runs. */
export interface Layout extends Seating<LabNode> {
  readonly id: string;
  readonly folder: string;
  readonly subnet: Subnet;
  readonly balancers: Roster['balancers'];
  /** What the operator logs in to nodes with. */
  readonly authorizedKey: string;
}

export async function layOutLab(options: {
  readonly id: string;
  readonly folder: string;
  readonly roster: Roster;
  readonly listenPort: number | undefined;
}): Promise<Layout> {
  const { id, folder, roster } = options;
  const subnet = claimSubnet(id);
  const urls = await chooseUrls(roster, subnet.virtual, options.listenPort);
  const endpoints = endpointsOf(roster, urls);
  const key = makeKeyPair();
  const privateKeyFile = join(folder, 'id_operator');
  writeFileSync(privateKeyFile, key.privateKey, { mode: 0o600 });
  const password = randomBytes(18).toString('base64url');
  const plan = { labId: id, labFolder: folder, subnet, privateKeyFile, endpoints, password };
  const nodes = await Promise.all(roster.nodes.map((seat) => layOutNode(seat, plan)));
  const { projects, balancers } = roster;
  return { id, folder, subnet, projects, nodes, balancers, urls, endpoints, password, authorizedKey: key.publicKey };
}

async function chooseUrls({ projects }: Roster, address: string, listenPort: number | undefined) {
  if (listenPort !== undefined) await expectFree(address, listenPort);
  const urls = new Map<string, string>();
  for (const { name, api } of projects.flatMap(({ units }) => units)) {
    if (!api) continue;
    const port = urls.size === 0 && listenPort !== undefined ? listenPort : await freePort(address, api.port);
    urls.set(name, `http://${address}:${port}`);
  }
  return urls;
}
