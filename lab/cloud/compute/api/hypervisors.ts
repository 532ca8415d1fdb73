import type { Site } from '../site.ts';
import { type Asked, type AskedRoutes, expectAdministrator } from './asked.ts';
import { numberFrom, uuidFrom } from './identifiers.ts';

/** Of the fake driver. */
const CAPACITY = { vcpus: 1_000, memory_mb: 800_000, local_gb: 600_000 } as const;
const UUIDS = 53;

export function hypervisorRoutes({ instances, rollcall }: Site): AskedRoutes {
  function list(asked: Asked) {
    const services = rollcall.list().filter(({ binary }) => binary === 'nova-compute');
    const pattern = asked.query.get('hypervisor_hostname_pattern') ?? '';
    const nodes = instances.computeNodes().filter(({ host }) => host.includes(pattern));
    return nodes.map((node) => {
      const service = services.find(({ host }) => host === node.host);
      return {
        service,
        node,
        brief: {
          id: asked.minor >= UUIDS ? node.id : numberFrom(node.id),
          hypervisor_hostname: node.host,
          state: service?.up ? 'up' : 'down',
          status: service?.disabled ? 'disabled' : 'enabled',
        },
      };
    });
  }

  return {
    'GET /v2.1/os-hypervisors': (asked) => {
      expectAdministrator(asked, 'os-hypervisors:list');
      return { status: 200, body: { hypervisors: list(asked).map(({ brief }) => brief) } };
    },
    'GET /v2.1/os-hypervisors/detail': (asked) => {
      expectAdministrator(asked, 'os-hypervisors:list-detail');
      const load = instances.countByHost();
      const loadOf = (host: string) => ({
        running_vms: load.get(host)?.all ?? 0,
        current_workload: load.get(host)?.busy ?? 0,
      });
      const hypervisors = list(asked).map(({ brief, service, node }) => ({
        ...brief,
        hypervisor_type: 'fake',
        hypervisor_version: 1_000,
        host_ip: node.address,
        service: {
          id: asked.minor >= UUIDS ? uuidFrom(`nova-compute@${node.host}`) : numberFrom(`nova-compute@${node.host}`),
          host: node.host,
          disabled_reason: service?.disabledReason ?? null,
        },
        // Since 2.88 this is placement's to tell.
        ...(asked.minor >= 88 ? { uptime: null } : { ...CAPACITY, ...loadOf(node.host) }),
      }));
      return { status: 200, body: { hypervisors } };
    },
  };
}
