import { expect } from '@playwright/test';
import { startCloud } from '../cloud-for-test.ts';
import { cinder } from './index.ts';

export const UNITS = ['cinder-api', 'cinder-scheduler', 'cinder-volume'] as const;
const FIRST = 'controller1';
const OLD = '2025.1';

/** Identity, and the named units of cinder on the first node. More can be started on any. */
export async function startVolumes(
  options: { nodes?: readonly string[]; units?: readonly string[]; release?: string } = {},
) {
  await using stack = new AsyncDisposableStack();
  const { nodes = [FIRST], units = UNITS, release = OLD } = options;
  const cloud = stack.use(await startCloud(cinder, nodes));
  if (release !== OLD) await cloud.phases('sync');
  for (const unit of [...units].reverse()) await cloud.start(FIRST, unit, release);
  const all = stack.move();

  const call = (request: string, body?: unknown, headers?: Record<string, string>, node = FIRST) =>
    cloud.call(cloud.url(node, 'cinder-api'), request.replace('/P/', `/${cloud.project}/`), body, headers);
  const status = async (id: string) => {
    const answer = await call(`GET /v3/P/volumes/${id}`);
    return answer.status === 200 ? (answer.body.volume.status as string) : answer.status;
  };
  return {
    ...cloud,
    origin: cloud.url(FIRST, 'cinder-api'),
    call,
    status,
    /** Accepted, not yet there. */
    async create(name: string, node = FIRST): Promise<string> {
      const answer = await call('POST /v3/P/volumes', { volume: { size: 1, name } }, {}, node);
      expect(answer.status).toBe(202);
      return answer.body.volume.id;
    },
    async reaches(id: string, wanted: string | number): Promise<void> {
      await expect.poll(() => status(id), { intervals: [20], timeout: 15_000 }).toBe(wanted);
    },
    /** `binary host status state`, as the list of services has it. */
    async services(): Promise<string[]> {
      const { services } = (await call('GET /v3/P/os-services')).body;
      return services.map((service: Record<'binary' | 'host' | 'status' | 'state', string>) =>
        [service.binary, service.host, service.status, service.state].join(' '),
      );
    },
    [Symbol.asyncDispose]: () => all.disposeAsync(),
  };
}
