import { z } from 'zod';
import { type Call, expectBody, Refusal, type Routes } from '../../http/index.ts';
import type { Report, Rollcall } from '../../rollcall/index.ts';
import { BINARY } from '../rpc.ts';
import type { Callers } from './caller.ts';
import { isoMicroseconds } from './time.ts';

const Target = z.object({ host: z.string().min(1), binary: z.string().min(1), disabled_reason: z.string().nullish() });

/** Microversions that added something to the list. */
const CLUSTER = 7;
const BACKEND_STATE = 49;

/** Cinder's processes that have no API: the list for operators, and the switch that keeps new volumes away from one. */
export function serviceRoutes(rollcall: Rollcall, callers: Callers): Routes {
  const show = ({ binary, host, up, seenAt, disabled, disabledReason }: Report, minor: number) => {
    const state = up ? 'up' : 'down';
    const isVolume = binary === BINARY.volume;
    return {
      binary,
      host,
      zone: 'nova',
      status: disabled ? 'disabled' : 'enabled',
      state,
      updated_at: isoMicroseconds(seenAt),
      disabled_reason: disabledReason,
      ...(minor >= CLUSTER && { cluster: null }),
      ...(isVolume && { replication_status: 'disabled', active_backend_id: null, frozen: false }),
      ...(isVolume && minor >= BACKEND_STATE && { backend_state: state }),
    };
  };

  async function turn(call: Call, disabled: boolean) {
    await callers.administrator(call, 'volume_extension:services:update');
    const { host, binary, disabled_reason } = expectBody(Target, call.body);
    if (!rollcall.list().some((known) => known.host === host && known.binary === binary))
      throw new Refusal(404, `Service ${binary} could not be found on host ${host}.`);
    if (disabled) rollcall.disable(binary, host, disabled_reason ?? null);
    else rollcall.enable(binary, host);
    const status = disabled ? 'disabled' : 'enabled';
    return {
      status: 200,
      body: {
        host,
        binary,
        service: '',
        status,
        disabled,
        disabled_reason: disabled ? (disabled_reason ?? null) : null,
      },
    };
  }

  return {
    'GET /v3/{project}/os-services': async (call) => {
      const { minor } = await callers.administrator(call, 'volume_extension:services:index');
      const wanted = (key: 'host' | 'binary', value: string) => [null, value].includes(call.query.get(key));
      const services = rollcall
        .list()
        .filter(({ host, binary }) => wanted('host', host) && wanted('binary', binary))
        .map((report) => show(report, minor));
      return { status: 200, body: { services } };
    },
    'PUT /v3/{project}/os-services/enable': (call) => turn(call, false),
    'PUT /v3/{project}/os-services/disable': (call) => turn(call, true),
    'PUT /v3/{project}/os-services/disable-log-reason': (call) => turn(call, true),
  };
}
