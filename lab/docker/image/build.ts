import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createReadStream, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { LabError } from '../../error.ts';
import type { Engine } from '../engine.ts';
import { recipeOfThisMachine } from './host-apt.ts';
import type { Recipe } from './recipe.ts';

/** An image of ours that labs of containers are made of. */
export interface ImageKind {
  readonly repository: string;
  recipe(): Promise<Recipe>;
  /** How much memory its file system takes while it is made. */
  readonly memory: string;
}

/** A host with SSH, HAProxy and keepalived. */
export const NODE_IMAGE: ImageKind = { repository: 'unbroken-node', recipe: recipeOfThisMachine, memory: '2g' };

export interface BuildOptions {
  /** Of the lab that is the first to need it: what a build leaves when it is killed goes with that lab. */
  readonly folder: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly onProgress: (line: string) => void;
  readonly signal: AbortSignal;
}

/** The name of an image of ours that is there: made by this recipe before, or just now. */
export async function buildImage(engine: Engine, kind: ImageKind, options: BuildOptions): Promise<string> {
  const { repository } = kind;
  const recipe = await kind.recipe();
  const name = `${repository}:${recipe.tag}`;
  const images = await engine.container.dockerode.listImages({ filters: { reference: [repository] } });
  if (images.some(({ RepoTags }) => RepoTags?.includes(name))) return name;
  const began = performance.now();
  options.onProgress(`image ${name}: is made once, from this machine's package sources`);
  await build(engine, kind, recipe, options);
  options.onProgress(`image ${name}: made in ${Math.round((performance.now() - began) / 1000)} s`);
  // By an older recipe. One that a container still has stays.
  for (const { Id } of images)
    await engine.container.dockerode
      .getImage(Id)
      .remove()
      .catch(() => undefined);
  return name;
}

async function build(engine: Engine, kind: ImageKind, recipe: Recipe, options: BuildOptions): Promise<void> {
  const folder = join(options.folder, `image-${kind.repository}`);
  mkdirSync(folder);
  const file = join(folder, 'root.tar');
  await makeRoot(recipe, { ...options, folder, file, memory: kind.memory });
  const stream = await engine.container.dockerode.importImage(
    createReadStream(file) as unknown as NodeJS.ReadableStream,
    { repo: kind.repository, tag: recipe.tag },
  );
  const said: string[] = [];
  for await (const line of createInterface({ input: stream as NodeJS.ReadableStream })) said.push(line);
  rmSync(folder, { recursive: true });
  const refusal = said.map((line) => JSON.parse(line) as { error?: string }).find(({ error }) => error !== undefined);
  if (refusal) throw new LabError('image-failed', `The engine does not take the image: ${refusal.error}`);
}

const IN_MEMORY = 'mount -t tmpfs -o "mode=755,size=$1" tmpfs "$0" && shift && exec "$@"';

/** What comes after it is the text of the hook that failed, and how all is put away. */
function untilTheFirstError(lines: readonly string[]): readonly string[] {
  const error = lines.findIndex((line) => line.startsWith('E: '));
  return (error < 0 ? lines : lines.slice(0, error + 1)).slice(-10);
}

async function makeRoot(
  recipe: Recipe,
  { folder, file, memory, environment, onProgress, signal }: BuildOptions & { file: string; memory: string },
) {
  // The target of the recipe is the standard output, which is the file.
  const parameters = recipe.arguments.map((argument) => (argument === '-' ? file : argument));
  const work = join(folder, 'work');
  mkdirSync(work);
  // For root in memory: packages are installed with many small writes to the disk. Nobody else sees the mount, and it goes with the last who does.
  const isRoot = process.getuid?.() === 0;
  const [program, ...words] = isRoot
    ? ['unshare', '--mount', 'sh', '-c', IN_MEMORY, work, memory, 'mmdebstrap']
    : ['mmdebstrap'];
  const child = spawn(program!, [...words, ...parameters], {
    cwd: folder,
    detached: true,
    env: { ...environment, PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin', TMPDIR: work },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  // It takes its own mounts and processes down when it is asked to.
  const stop = () => child.pid !== undefined && process.kill(-child.pid, 'SIGTERM');
  signal.addEventListener('abort', stop);
  const said: string[] = [];
  const listening = (async () => {
    for await (const line of createInterface({ input: child.stderr })) {
      said.push(line);
      if (/^I: (running apt-get|downloading|extracting|installing|creating)/.test(line)) onProgress(line.slice(3));
    }
  })();
  try {
    const [code] = (await once(child, 'close')) as [number | null];
    await listening;
    signal.throwIfAborted();
    if (code !== 0) throw new Error(`it ended with ${code}\n${untilTheFirstError(said).join('\n')}`);
  } catch (cause) {
    signal.throwIfAborted();
    const missing = (cause as NodeJS.ErrnoException).code === 'ENOENT';
    throw new LabError('image-failed', `mmdebstrap did not make the image: ${(cause as Error).message}`, {
      fix: missing
        ? 'Install it: apt-get install mmdebstrap'
        : 'Look at what it said, and at the package sources of this machine.',
      cause,
    });
  } finally {
    signal.removeEventListener('abort', stop);
  }
}
