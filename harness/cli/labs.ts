import { randomBytes } from 'node:crypto';
import { homedir } from 'node:os';
import { dirname, resolve } from 'node:path';
import {
  describeExistingLab,
  describeStrategy,
  destroyLab,
  identify,
  type LabDescription,
  LabError,
  LabFile,
  type LabShape,
  labShape,
  listLocalLabs,
  MADE_HERE,
  type MadeHere,
  type Planted,
  provisionLab,
  readLab,
  type ShapeName,
  type StrategyDescription,
  StrategyFile,
} from '../../lab/index.ts';
import { readDocument } from '../documents/index.ts';
import { UsageError } from '../error.ts';
import type { StoredRun } from './stored.ts';

export interface ProvidedLab extends AsyncDisposable {
  readonly description: LabDescription;
  /** Made for this run, and taken down with it. */
  readonly own: boolean;
}

/** By its id, or by the file that describes it. */
export async function findLab(id: string): Promise<LabDescription> {
  if (isFile(id)) return describeExistingLab(readDocument(id, LabFile), id);
  const { description, state } = await readLab(id);
  if (!description)
    throw new LabError('lab-broken', `lab ${id} is ${state}: it was never completed`, {
      fix: `take it down with: unbroken lab down ${id}`,
    });
  return description;
}

/** No lab of this machine has such a name. */
const isFile = (id: string): boolean => /[/.]/.test(id);

/** The lab of a run: where it was described by a file, that is read again, and must still be about the same one. */
export async function labOfRun({ lab, strategy }: Pick<StoredRun, 'lab' | 'strategy'>): Promise<LabDescription> {
  const { id, file } = lab;
  const description = await findLab(file ?? id);
  // Whoever began the upgrade goes on with it.
  if (description.id === id)
    return strategy === undefined ? description : { ...description, strategy: strategy ?? undefined };
  throw new UsageError('lab-unknown', `the run was about lab ${id}, and ${file} describes ${description.id} now`);
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

/** What a plan needs to know of the lab that is named, or of the one that would be made. */
export async function shapeFor({
  lab = 'local',
  shape,
}: {
  readonly lab?: string;
  readonly shape?: ShapeName | undefined;
}): Promise<LabShape> {
  return isMadeHere(lab) ? labShape(lab, { shape }) : findLab(lab);
}

type Strategic = { readonly strategy?: StrategyDescription | undefined };

/** The lab, with whoever is to do the mechanics this time. What is wrong with a file is told before there is a lab. */
export function strategist(named: string | undefined): <Lab extends Strategic>(lab: Lab) => Lab {
  if (named === undefined) return (lab) => lab;
  if (named === 'commands') return (lab) => ({ ...lab, strategy: undefined });
  if (isFile(named)) {
    const strategy = describeStrategy(readDocument(named, StrategyFile), dirname(resolve(named)), homedir());
    return (lab) => ({ ...lab, strategy });
  }
  return (lab) => {
    if (lab.strategy && named in lab.strategy) return lab;
    const known = ['commands', ...Object.keys(lab.strategy ?? {})].join(', ');
    throw new UsageError(
      'strategy-unknown',
      `--strategy ${named}: this lab has ${known}`,
      'a file has a / or a dot in its name, like ./strategy.yaml',
    );
  };
}

export async function borrowLab(id: string): Promise<ProvidedLab> {
  return { description: await findLab(id), own: false, [Symbol.asyncDispose]: async () => undefined };
}

export async function embeddedLab(options: {
  readonly kind: MadeHere;
  readonly port?: number;
  readonly keepLab?: boolean;
  readonly signal: AbortSignal;
  readonly shape?: ShapeName | undefined;
  readonly image?: string | undefined;
  readonly projects: readonly string[];
  readonly planted?: Planted | undefined;
}): Promise<ProvidedLab> {
  const { kind } = options;
  const id = newLabId();
  process.stderr.write(`lab ${id}: ${options.projects.join(', ')} ${WHERE[kind]}\n`);
  const owner = options.keepLab ? undefined : identify(process.pid);
  const description = await provisionLab(kind, {
    id,
    ...(kind === 'local' ? {} : { onProgress: tellProgress }),
    shape: options.shape,
    image: options.image,
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
      else await destroyLab(id);
    },
  };
}

const WHERE: Readonly<Record<MadeHere, string>> = {
  local: 'on this machine',
  docker: 'in containers',
  openstack: 'of real OpenStack, in containers',
};

export function newLabId(): string {
  return randomBytes(3).toString('hex');
}

/** What `--lab` names: a kind of lab to make, or one that stands. */
export const isMadeHere = (lab: string | undefined): lab is MadeHere =>
  (MADE_HERE as readonly (string | undefined)[]).includes(lab);

export const tellProgress = (line: string) => void process.stderr.write(`  ${line}\n`);
