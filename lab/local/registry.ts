import {
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmdirSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { LabDescription } from '../description.ts';
import { LabError } from '../error.ts';
import { ProcessIdentity } from './process-identity.ts';

/** Where all labs that this user has on this machine live: one folder a lab, short because paths of UNIX sockets end at 107 bytes. */

const LAB_ID = /^[a-z0-9][a-z0-9-]{0,39}$/;

/** `state.json` of a lab. The description, and in it all credentials, is there once the lab is complete. */
const LabState = z.object({
  id: z.string(),
  kind: z.enum(['local', 'docker', 'openstack']).default('local'),
  created: z.iso.datetime(),
  /** Who makes or made it. */
  maker: ProcessIdentity,
  /** Whom it was made for. Null: it is to stay until somebody takes it down. */
  owner: ProcessIdentity.nullable(),
  /** By role: `controller1`, `lb1` … */
  processes: z.record(z.string(), ProcessIdentity),
  /** The fault that was planted in it, if it is not a sound one. */
  planted: z.string().nullable().default(null),
  description: LabDescription.nullable(),
});
export type LabState = z.infer<typeof LabState>;

export function registryFolder(): string {
  return join(runtimeFolder(), `unbroken-${userInfo().uid}`);
}

/** Where it is kept who drives a lab: with a lab of this machine it goes when the lab goes. */
export function labStateFolder({ id, kind }: { readonly id: string; readonly kind: string }): string {
  if (kind !== 'existing') return labFolder(id);
  return join(runtimeFolder(), `unbroken-${userInfo().uid}-labs`, encodeURIComponent(id));
}

function runtimeFolder(): string {
  const runtime = process.env.XDG_RUNTIME_DIR;
  return runtime && existsSync(runtime) ? runtime : tmpdir();
}

export function labFolder(id: string): string {
  if (!LAB_ID.test(id))
    throw new LabError('lab-unknown', `Expected a lab's name in small letters, digits and dashes, got "${id}"`);
  return join(registryFolder(), id);
}

export function registryEntries(): string[] {
  const folder = registryFolder();
  if (!existsSync(folder)) return [];
  const { uid } = userInfo();
  const { uid: owner } = lstatSync(folder);
  if (owner !== uid)
    throw new LabError('lab-broken', `Expected ${folder} to belong to user ${uid}, it belongs to ${owner}`, {
      fix: 'Remove it, or set XDG_RUNTIME_DIR to a folder of your own.',
    });
  return readdirSync(folder);
}

export const labIds = () => registryEntries().filter((entry) => LAB_ID.test(entry));

/** Makes the folder of a new lab: of two who want the same name at once, one gets it. */
export function createLabFolder(id: string): string {
  const folder = labFolder(id);
  for (;;) {
    mkdirSync(registryFolder(), { recursive: true, mode: 0o700 });
    registryEntries();
    try {
      mkdirSync(folder, { mode: 0o700 });
      return folder;
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'EEXIST')
        throw new LabError('lab-exists', `There is a lab "${id}" already`, {
          fix: 'Take it down, or choose another name.',
        });
      // Somebody took the last lab down, and the empty registry with it.
      if (code !== 'ENOENT') throw error;
    }
  }
}

/** The registry goes with its last lab. */
export function removeEmptyRegistry(): void {
  try {
    rmdirSync(registryFolder());
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== 'ENOTEMPTY' && code !== 'ENOENT') throw error;
  }
}

export function writeState(state: LabState): void {
  const file = join(labFolder(state.id), 'state.json');
  writeFileSync(`${file}.new`, JSON.stringify(state, null, 2), { mode: 0o600 });
  renameSync(`${file}.new`, file);
}

/** Undefined when there is nothing to read: its maker was killed in its first moments, or it is just being removed. */
export function readState(id: string): LabState | undefined {
  try {
    return LabState.safeParse(JSON.parse(readFileSync(join(labFolder(id), 'state.json'), 'utf8'))).data;
  } catch (error) {
    if (error instanceof SyntaxError || (error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
