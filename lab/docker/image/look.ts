import { LabError } from '../../error.ts';
import type { Engine } from '../engine.ts';
import { type HaproxyRelease, PROGRAMS, releasesAmong } from './haproxy.ts';
import { PROGRAMS_OF } from './recipe.ts';

const SCRIPT = `PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
for name in ${Object.values(PROGRAMS_OF).flat().join(' ')}; do command -v $name >/dev/null || echo "missing $name"; done
for program in ${PROGRAMS}; do [ ! -x $program ] || echo "$program: $($program -v 2>&1 | head -n 1)"; done`;

/** Which releases of HAProxy an image has. One that lacks what a host needs is refused before any host is made from it. */
export async function lookInto(
  { container: { dockerode } }: Engine,
  name: string,
  labels: Readonly<Record<string, string>>,
): Promise<{ old: HaproxyRelease; new: HaproxyRelease }> {
  const container = await dockerode.createContainer({
    Image: name,
    Entrypoint: ['/bin/sh', '-c', SCRIPT],
    Cmd: [],
    Labels: { ...labels },
    // Of its two streams one, without marks.
    Tty: true,
    HostConfig: { NetworkMode: 'none' },
  });
  let lines: string[];
  try {
    await container.start();
    await container.wait();
    lines = (await container.logs({ stdout: true, follow: false })).toString().split(/\r?\n/);
  } catch (cause) {
    throw unfit(name, `nothing can be run in it: ${(cause as Error).message}`, cause);
  } finally {
    await container.remove({ force: true, v: true });
  }
  const missing = lines.flatMap((line) => /^missing (\S+)$/.exec(line)?.[1] ?? []);
  if (missing.length > 0) throw unfit(name, `it lacks ${missing.map(withPackage).join(', ')}`);
  const releases = releasesAmong(lines);
  if (releases) return releases;
  throw unfit(
    name,
    `its HAProxy does not tell its version as expected ("HAProxy version 2.6.12 …"): ${lines.join(' ')}`,
  );
}

function withPackage(program: string): string {
  const of = Object.entries(PROGRAMS_OF).find(([, programs]) => (programs as readonly string[]).includes(program));
  return `${program} (on Debian: ${of?.[0]})`;
}

const unfit = (name: string, why: string, cause?: unknown) =>
  new LabError('image-failed', `${name} is no image that hosts can be made from: ${why}`, {
    fix: 'Put that into the image, name another one with --image, or leave --image out: then one is made.',
    cause,
  });
