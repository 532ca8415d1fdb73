import { randomBytes } from 'node:crypto';
import {
  destroyLocalLab,
  identify,
  type LabDescription,
  LabError,
  listLocalLabs,
  type Planted,
  provisionLocalLab,
  readLab,
  type ShapeName,
} from '../../lab/index.ts';
import { UsageError } from '../error.ts';

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

/** The one that is named, or the only one that stands. */
export async function chosenLab(id: string | undefined): Promise<LabDescription> {
  if (id !== undefined) return findLab(id);
  const labs = await listLocalLabs();
  const [only] = labs;
  if (!only || labs.length > 1)
    throw new UsageError('lab-unnamed', `which lab? there are ${labs.length}; name it with --lab ID`);
  return findLab(only.id);
}

export async function borrowLab(id: string): Promise<ProvidedLab> {
  return { description: await findLab(id), own: false, [Symbol.asyncDispose]: async () => undefined };
}

export async function embeddedLab(options: {
  readonly port?: number;
  readonly keepLab?: boolean;
  readonly signal: AbortSignal;
  readonly shape?: ShapeName | undefined;
  readonly projects: readonly string[];
  readonly planted?: Planted | undefined;
}): Promise<ProvidedLab> {
  const id = newLabId();
  process.stderr.write(`lab ${id}: ${options.projects.join(', ')} on this machine\n`);
  const owner = options.keepLab ? undefined : identify(process.pid);
  const description = await provisionLocalLab({
    id,
    shape: options.shape,
    projects: options.projects,
    signal: options.signal,
    ...(owner ? { owner } : {}),
    ...(options.planted ? { planted: options.planted } : {}),
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
