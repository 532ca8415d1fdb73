import { z } from 'zod';
import { Refusal } from '../../http/index.ts';
import type { Report } from '../../rollcall/index.ts';
import type { Site } from '../site.ts';
import { type Asked, type AskedRoutes, expectAdministrator } from './asked.ts';
import { numberFrom, uuidFrom } from './identifiers.ts';
import { expectBody, isoMicroseconds } from './respond.ts';

/** Services are named by UUID since 2.53, by a number and by binary and host before. */
const UUIDS = 53;

const ById = z.object({
  status: z.enum(['enabled', 'disabled']),
  disabled_reason: z.string().min(1).max(255).optional(),
});
const ByHost = z.object({
  host: z.string(),
  binary: z.string(),
  disabled_reason: z.string().min(1).max(255).optional(),
});

export function serviceRoutes({ rollcall }: Site): AskedRoutes {
  function set({ binary, host }: Pick<Report, 'binary' | 'host'>, enabled: boolean, reason: string | undefined): void {
    if (enabled) rollcall.enable(binary, host);
    else rollcall.disable(binary, host, reason ?? null);
  }

  const find = (wanted: (service: Report) => boolean, otherwise: string): Report => {
    const service = rollcall.list().find(wanted);
    if (!service) throw new Refusal(404, otherwise);
    return service;
  };

  function updateById(asked: Asked, id: string) {
    const wanted = (service: Report) => serviceId(service) === id;
    const service = find(wanted, `Service ${id} could not be found.`);
    if (service.binary !== 'nova-compute')
      throw new Refusal(
        400,
        `Updating a ${service.binary} service is not supported. Only nova-compute services can be updated.`,
      );
    const { status, disabled_reason } = expectBody(ById, asked.body);
    set(service, status === 'enabled', disabled_reason);
    return { service: serviceBody(asked, find(wanted, id)) };
  }

  function updateByHost(asked: Asked, action: string) {
    if (!['enable', 'disable', 'disable-log-reason'].includes(action)) throw new Refusal(404, 'Unknown action');
    const { binary, host, disabled_reason } = expectBody(ByHost, asked.body);
    const service = find(
      (each) => each.binary === binary && each.host === host,
      `Could not find binary ${binary} on host ${host}.`,
    );
    set(service, action === 'enable', disabled_reason);
    const status = action === 'enable' ? 'enabled' : 'disabled';
    return { service: { binary, host, status, ...(disabled_reason && { disabled_reason }) } };
  }

  return {
    'GET /v2.1/os-services': (asked) => {
      expectAdministrator(asked, 'os-services:list');
      const [binary, host] = [asked.query.get('binary'), asked.query.get('host')];
      const services = rollcall
        .list()
        .filter((each) => (binary ?? each.binary) === each.binary && (host ?? each.host) === each.host);
      return { status: 200, body: { services: services.map((service) => serviceBody(asked, service)) } };
    },
    'PUT /v2.1/os-services/{service}': (asked) => {
      expectAdministrator(asked, 'os-services:update');
      const name = asked.parameters.service!;
      return { status: 200, body: asked.minor >= UUIDS ? updateById(asked, name) : updateByHost(asked, name) };
    },
  };
}

const serviceId = ({ binary, host }: Pick<Report, 'binary' | 'host'>) => uuidFrom(`${binary}@${host}`);

const serviceBody = ({ minor }: Asked, service: Report) => ({
  id: minor >= UUIDS ? serviceId(service) : numberFrom(`${service.binary}@${service.host}`),
  binary: service.binary,
  host: service.host,
  zone: service.binary === 'nova-compute' ? 'nova' : 'internal',
  status: service.disabled ? 'disabled' : 'enabled',
  state: service.up ? 'up' : 'down',
  updated_at: isoMicroseconds(service.seenAt),
  disabled_reason: service.disabledReason,
  ...(minor >= 11 && { forced_down: false }),
});
