import { z } from 'zod';
import { Refusal } from '../../http/index.ts';
import { CONSOLEAUTH } from '../rpc/index.ts';
import type { Site } from '../site.ts';
import type { ConsoleToken } from '../store/index.ts';
import { type AskedRoutes, expectAdministrator, expectMicroversion } from './asked.ts';
import { ownedServer } from './owned.ts';
import { expectBody, notReady } from './respond.ts';

const NewConsole = z.object({ remote_console: z.object({ protocol: z.literal('vnc'), type: z.literal('novnc') }) });
const LIMIT_MS = 10_000;

export function consoleRoutes({ instances, compute, bus }: Site): AskedRoutes {
  return {
    'POST /v2.1/servers/{server}/remote-consoles': async (asked) => {
      expectMicroversion(asked, 6);
      const { id, host } = ownedServer(instances, asked);
      const wanted = expectBody(NewConsole, asked.body).remote_console;
      if (host === null) throw notReady(id);
      const url = await compute.call(host, 'get_vnc_console', { requestId: asked.requestId, instanceId: id });
      return { status: 200, body: { remote_console: { ...wanted, url } } };
    },
    'GET /v2.1/os-console-auth-tokens/{token}': async (asked) => {
      expectMicroversion(asked, 31);
      expectAdministrator(asked, 'os-console-auth-tokens');
      const token = asked.parameters.token!;
      const { topic, version } = CONSOLEAUTH;
      const found = (await bus.call(topic, 'check_token', version, { token }, LIMIT_MS)) as ConsoleToken | null;
      if (!found) throw new Refusal(404, 'Token not found');
      const { instanceId, host, port } = found;
      return {
        status: 200,
        body: { console: { instance_uuid: instanceId, host, port, internal_access_path: null } },
      };
    },
  };
}
