import { randomBytes } from 'node:crypto';
import {
  destroyLocalLab,
  identify,
  type LabDescription,
  LabError,
  provisionLocalLab,
  readLab,
} from '../../lab/index.ts';

export interface ProvidedLab extends AsyncDisposable {
  readonly description: LabDescription;
  /** Made for this run, and taken down with it. */
  readonly own: boolean;
}

export async function findLab(id: string): Promise<LabDescription> {
  const { description, state } = await readLab(id);
  if (!description)
    throw new LabError('lab-broken', `lab ${id} is ${state}: it was never completed`, {
      fix: `take it down with: unbroken lab down ${id}`,
    });
  return description;
}

export async function borrowLab(id: string): Promise<ProvidedLab> {
  return { description: await findLab(id), own: false, [Symbol.asyncDispose]: async () => undefined };
}

export async function embeddedLab(options: {
  readonly port?: number;
  readonly keepLab?: boolean;
  readonly signal: AbortSignal;
}): Promise<ProvidedLab> {
  const id = newLabId();
  process.stderr.write(`lab ${id}: three controllers and a load balancer on this machine\n`);
  const owner = options.keepLab ? undefined : identify(process.pid);
  const description = await provisionLocalLab({
    id,
    signal: options.signal,
    ...(owner ? { owner } : {}),
    ...(options.port === undefined ? {} : { listenPort: options.port }),
  });
  return {
    description,
    own: !options.keepLab,
    async [Symbol.asyncDispose]() {
      if (options.keepLab) process.stderr.write(`lab ${id} stays; take it down with: unbroken lab down ${id}\n`);
      else await destroyLocalLab(id);
    },
  };
}

export function newLabId(): string {
  return randomBytes(3).toString('hex');
}
