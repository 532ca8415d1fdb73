import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findHaproxy, localConfigurationHash } from '../../lab/index.ts';
import { Stamp } from '../journal/index.ts';

/** What a stamp is good for. */
export type Identity = Pick<Stamp, 'build' | 'haproxy' | 'configuration'>;

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const DECIDING = ['harness', 'lab', 'traffic', 'scenarios'];

export async function identityOfThisBuild(): Promise<Identity> {
  const haproxy = (await findHaproxy())?.version ?? 'none';
  return { build: buildHash(), haproxy, configuration: localConfigurationHash() };
}

function buildHash(): string {
  const files = DECIDING.flatMap((folder) =>
    readdirSync(join(ROOT, folder), { withFileTypes: true, recursive: true })
      .filter((entry) => entry.isFile() && !/\.test\.ts$|\.md$|\.txt$/.test(entry.name))
      .map((entry) => join(entry.parentPath, entry.name)),
  );
  const hash = createHash('sha256');
  for (const file of [...files, join(ROOT, 'package-lock.json')].sort())
    hash
      .update(`${relative(ROOT, file)}\0`)
      .update(readFileSync(file))
      .update('\0');
  return hash.digest('hex').slice(0, 12);
}

export function storeStamp(stamp: Stamp, folder = stateFolder()): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, nameOf(stamp)), `${JSON.stringify(stamp, null, 2)}\n`);
}

/** What stands behind a verdict of this build; null: nobody has tried whether it finds what it must. */
export function findStamp(identity: Identity, folder = stateFolder()): Stamp | null {
  const files = (['full', 'quick'] as const).map((suite) => join(folder, nameOf({ ...identity, suite })));
  const found = files.find(existsSync);
  return found === undefined ? null : readStamp(found);
}

/** What cannot be read says of no suite that it has passed. */
function readStamp(file: string): Stamp | null {
  try {
    return Stamp.safeParse(JSON.parse(readFileSync(file, 'utf8'))).data ?? null;
  } catch {
    return null;
  }
}

function stateFolder(): string {
  return join(process.env.XDG_STATE_HOME || join(homedir(), '.local', 'state'), 'unbroken', 'selftest');
}

function nameOf({ build, haproxy, configuration, suite }: Identity & Pick<Stamp, 'suite'>): string {
  return `${build}-${haproxy.replaceAll(/[^\w.-]/g, '_')}-${configuration}-${suite}.json`;
}
