import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CLOUD } from '../cloud/index.ts';
import type { FrontendSpec } from '../haproxy/index.ts';
import { makeKeyPair } from '../ssh/index.ts';
import { type Controller, layOutController } from './controller.ts';
import { nodeName, serverName } from './names.ts';
import { expectFree, freePort } from './port.ts';
import { claimSubnet, type Subnet } from './subnet.ts';

/** A lab of which all is decided and written down, and nothing runs. */
export interface Layout {
  readonly id: string;
  readonly folder: string;
  readonly subnet: Subnet;
  readonly controllers: readonly Controller[];
  /** Service → address through the load balancer. */
  readonly urls: ReadonlyMap<string, string>;
  readonly password: string;
  /** What the operator logs in to nodes with. */
  readonly authorizedKey: string;
}

export async function layOutLab(options: {
  readonly id: string;
  readonly folder: string;
  readonly controllers: number;
  readonly listenPort: number | undefined;
}): Promise<Layout> {
  const { id, folder } = options;
  const subnet = claimSubnet(id);
  const urls = await chooseUrls(subnet.virtual, options.listenPort);
  const key = makeKeyPair();
  const privateKeyFile = join(folder, 'id_operator');
  writeFileSync(privateKeyFile, key.privateKey, { mode: 0o600 });
  const controllers = await Promise.all(
    Array.from({ length: options.controllers }, (_, index) => {
      const place = { name: nodeName(index), address: subnet.controller(index + 1) };
      return layOutController({ labId: id, labFolder: folder, privateKeyFile, ...place });
    }),
  );
  const password = randomBytes(18).toString('base64url');
  return { id, folder, subnet, controllers, urls, password, authorizedKey: key.publicKey };
}

async function chooseUrls(address: string, listenPort: number | undefined): Promise<Map<string, string>> {
  if (listenPort !== undefined) await expectFree(address, listenPort);
  const urls = new Map<string, string>();
  for (const [index, service] of CLOUD.entries()) {
    const port = index === 0 && listenPort !== undefined ? listenPort : await freePort(address, service.port);
    urls.set(service.name, `http://${address}:${port}`);
  }
  return urls;
}

export function frontendsOf({ controllers, urls }: Layout): FrontendSpec[] {
  return CLOUD.map(({ name, check }) => {
    const { hostname, port } = new URL(urls.get(name)!);
    return {
      name: `${name}-front`,
      bind: { address: hostname, port: Number(port) },
      backend: name,
      check,
      servers: controllers.map(({ address, ports }, index) => ({
        name: serverName(name, index),
        address,
        port: ports.get(name)!,
      })),
    };
  });
}
