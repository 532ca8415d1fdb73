import type { LabDescription } from '../../lab/index.ts';
import { perform, targetsOf } from '../calls/index.ts';
import { type Finding, find, Unfit } from './finding.ts';

const PATIENCE_MS = 10_000;

/** Whether users are answered, and whether the recorder will learn by which server. */
export async function examineServices(lab: LabDescription): Promise<Finding[]> {
  return Promise.all(
    Object.entries(targetsOf(lab)).map(([name, target]) =>
      find(`service ${name}`, 'front end', async () => {
        const url = typeof target === 'string' ? target : target.url;
        const root = { method: 'GET', path: '/', headers: {}, body: undefined };
        const answer = await perform(root, {
          target,
          patienceMs: PATIENCE_MS,
          signal: new AbortController().signal,
        }).catch((error: Error) => {
          throw new Unfit(
            `${url}: ${(error as NodeJS.ErrnoException).code ?? ''} ${error.message}`.trim(),
            'Correct the address, and for https the authorities and serverName that verify its certificate.',
          );
        });
        const { status } = answer;
        if (status >= 500) throw new Unfit(`${url} answers ${status}`, 'See that a server of its backend works.');
        const server = answer.header('x-backend');
        if (server !== undefined) return `${url} answers ${status}, by ${server}`;
        return {
          warning: `${url} answers ${status}, and not by which server: no run can be certified so`,
          mend: 'Put "http-response set-header X-Backend %[srv_name]" into the backend.',
        };
      }),
    ),
  );
}
