import { z } from 'zod';
import { Refusal } from '../../http/index.ts';
import type { Site } from '../site.ts';
import type { NewInstance } from '../store/index.ts';
import type { Asked } from './asked.ts';
import { expectBody } from './respond.ts';

const Text = z.string().trim().min(1).max(255);

export const NewMetadata = z.record(z.string().min(1).max(255), z.string().max(255));

const NewServer = z.object({
  server: z.object({
    name: Text,
    flavorRef: z.union([z.string(), z.number()]).transform(String),
    // Taken on trust: the fake hypervisor boots none, and compute need not be away when image is.
    imageRef: z.string().min(1),
    networks: z.union([z.enum(['none', 'auto']), z.array(z.object({}).loose())]).optional(),
    key_name: z.string().optional(),
    metadata: NewMetadata.default({}),
    security_groups: z.array(z.object({ name: Text })).default([{ name: 'default' }]),
    availability_zone: z.string().default('nova'),
    host: Text.optional(),
    description: z.string().max(255).nullable().default(null),
  }),
});

/** What a creation asks for, held against what there is. */
export function readNewServer({ flavors, keypairs, instances }: Site, asked: Asked, id: string): NewInstance {
  const { server } = expectBody(NewServer, asked.body);
  if (server.networks === undefined && asked.minor >= 37)
    throw new Refusal(400, `Invalid input for field/attribute server. 'networks' is a required property`);
  if (typeof server.networks === 'string' && asked.minor < 37)
    throw new Refusal(400, `Invalid input for field/attribute networks. '${server.networks}' is not of type 'array'`);
  const flavor = flavors.find(server.flavorRef);
  if (!flavor) throw new Refusal(400, `Flavor ${server.flavorRef} could not be found.`);
  const keypair = server.key_name === undefined ? undefined : keypairs.find(asked.caller.userId, server.key_name);
  if (server.key_name !== undefined && !keypair) throw new Refusal(400, 'Invalid key_name provided.');

  // `nova:compute1` is the old way to name a host, `host` the one since 2.74. Both are for administrators.
  const [zone, zoneHost] = server.availability_zone.split(':');
  if (zone !== 'nova') throw new Refusal(400, 'The requested availability zone is not available');
  const forcedHost = zoneHost ?? (asked.minor >= 74 ? server.host : undefined) ?? null;
  if (forcedHost !== null && !asked.caller.roles.includes('admin'))
    throw new Refusal(403, `Policy doesn't allow os_compute_api:servers:create:forced_host to be performed.`);
  if (forcedHost !== null && !instances.computeNodes().some(({ host }) => host === forcedHost))
    throw new Refusal(400, `Compute host ${forcedHost} could not be found.`);

  return {
    id,
    projectId: asked.caller.projectId,
    userId: asked.caller.userId,
    name: server.name,
    hostname: hostnameOf(server.name),
    description: asked.minor >= 19 ? server.description : null,
    flavor: { id: flavor.id, name: flavor.name, vcpus: flavor.vcpus, ram: flavor.ram, disk: flavor.disk },
    image: server.imageRef,
    keyName: keypair?.name ?? null,
    publicKey: keypair?.publicKey ?? null,
    metadata: server.metadata,
    securityGroups: server.security_groups.map(({ name }) => name),
    forcedHost,
  };
}

/** What a name becomes where only letters, digits and hyphens may be. */
export function hostnameOf(name: string): string {
  const hostname = name
    .replaceAll(/[\s_.]/g, '-')
    .replaceAll(/[^\w-]/g, '')
    .toLowerCase();
  return hostname.replaceAll(/^-+|-+$/g, '').slice(0, 63) || 'server';
}
