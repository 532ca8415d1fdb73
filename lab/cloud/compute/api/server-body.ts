import { createHash } from 'node:crypto';
import { powerStateOf, statusOf } from '../life.ts';
import type { Fault, Instance } from '../store/index.ts';
import type { Asked } from './asked.ts';
import { isoMicroseconds, isoSeconds } from './respond.ts';

export const linksOf = (origin: string, path: string) => [
  { rel: 'self', href: `${origin}/v2.1/${path}` },
  { rel: 'bookmark', href: `${origin}/${path}` },
];

export const briefServer = ({ origin }: Asked, { id, name }: Instance) => ({
  id,
  name,
  links: linksOf(origin, `servers/${id}`),
});

/** The same host has another id in each project: it tells who shares one, not which it is. */
export const hostIdOf = (projectId: string, host: string | null) =>
  host === null ? '' : createHash('sha224').update(`${projectId}${host}`).digest('hex');

export function serverBody(asked: Asked, instance: Instance) {
  const { minor, origin } = asked;
  const { id, vmState, taskState, host, flavor, fault } = instance;
  const since = <T>(version: number, fields: T) => (minor >= version ? fields : {});
  return {
    ...briefServer(asked, instance),
    status: statusOf(vmState, taskState),
    tenant_id: instance.projectId,
    user_id: instance.userId,
    hostId: hostIdOf(instance.projectId, host),
    image: { id: instance.image, links: [{ rel: 'bookmark', href: `${origin}/images/${instance.image}` }] },
    flavor:
      minor >= 47 ? flavorCopy(flavor) : { id: flavor.id, links: linksOf(origin, `flavors/${flavor.id}`).slice(1) },
    addresses: addressesOf(instance),
    accessIPv4: '',
    accessIPv6: '',
    key_name: instance.keyName,
    metadata: instance.metadata,
    config_drive: '',
    progress: vmState === 'active' ? 100 : 0,
    created: isoSeconds(instance.createdAt),
    updated: isoSeconds(instance.updatedAt),
    security_groups: instance.securityGroups.map((name) => ({ name })),
    ...(fault && vmState === 'error' ? { fault: faultBody(fault) } : {}),
    'OS-DCF:diskConfig': 'AUTO',
    'OS-EXT-AZ:availability_zone': host === null ? '' : 'nova',
    'OS-EXT-STS:vm_state': vmState,
    'OS-EXT-STS:task_state': taskState,
    'OS-EXT-STS:power_state': powerStateOf(vmState),
    'OS-SRV-USG:launched_at': instance.launchedAt === null ? null : isoMicroseconds(instance.launchedAt),
    'OS-SRV-USG:terminated_at': null,
    'os-extended-volumes:volumes_attached': [],
    ...(asked.caller.roles.includes('admin') && {
      'OS-EXT-SRV-ATTR:host': host,
      'OS-EXT-SRV-ATTR:hypervisor_hostname': host,
      'OS-EXT-SRV-ATTR:instance_name': `instance-${instance.number.toString(16).padStart(8, '0')}`,
      ...since(3, { 'OS-EXT-SRV-ATTR:hostname': instance.hostname }),
    }),
    ...since(9, { locked: false }),
    ...since(19, { description: instance.description }),
    ...since(26, { tags: [] }),
    ...since(63, { trusted_image_certificates: null }),
    ...since(71, { server_groups: [] }),
    ...since(73, { locked_reason: null }),
    ...since(96, { pinned_availability_zone: instance.forcedHost === null ? null : 'nova' }),
    ...since(100, { scheduler_hints: {} }),
    links: linksOf(origin, `servers/${id}`),
  };
}

const flavorCopy = ({ name, vcpus, ram, disk }: Instance['flavor']) => ({
  original_name: name,
  vcpus,
  ram,
  disk,
  ephemeral: 0,
  swap: 0,
  extra_specs: {},
});

function addressesOf({ address, number }: Instance) {
  if (address === null) return {};
  const tail = number.toString(16).padStart(6, '0').slice(-6).match(/../g)!.join(':');
  return {
    private: [{ version: 4, addr: address, 'OS-EXT-IPS:type': 'fixed', 'OS-EXT-IPS-MAC:mac_addr': `fa:16:3e:${tail}` }],
  };
}

const faultBody = ({ code, message, created }: Fault) => ({ code, message, created: isoSeconds(created) });
