import { createHash } from 'node:crypto';
import { otherReleases } from './haproxy.ts';

/** What the image of a node is made of, as arguments of mmdebstrap. It has packages only: all else is put into containers. */

/** Package → what it is needed for. */
export const PROGRAMS_OF = {
  'openssh-server': ['sshd', 'ssh-keygen'],
  runit: ['runsvdir', 'runsv'],
  haproxy: ['haproxy'],
  keepalived: ['keepalived'],
  iproute2: ['ip'],
  'iputils-arping': ['arping'],
  psmisc: ['killall'],
  procps: ['ps'],
  // What modules of Ansible run by.
  python3: ['python3'],
  bash: ['bash'],
  'util-linux': ['setsid', 'flock'],
} as const;

/** What node and sshd link to, and no program tells of. */
const LIBRARIES = ['libstdc++6'];

/** Host keys are a lab's own. */
export const CUSTOMIZE = 'rm -f "$1"/etc/ssh/ssh_host_*';

export const APT = { 'APT::Install-Recommends': 'false' };
export const UNREAD = ['doc', 'man', 'locale', 'info'];

export interface Recipe {
  /** After the image's name. The same recipe has the same tag. */
  readonly tag: string;
  readonly arguments: readonly string[];
}

/** `apt`: what this machine's own apt needs to be told, to get anything. */
export function recipeFor(codename: string, sources: readonly string[], apt: Readonly<Record<string, string>>): Recipe {
  const aptOptions = Object.entries({ ...APT, ...apt }).map(([name, value]) => `--aptopt=${name} "${value}"`);
  const options = [
    '--variant=apt',
    '--format=tar',
    `--include=${[...Object.keys(PROGRAMS_OF), ...LIBRARIES].join(',')}`,
    ...aptOptions,
    '--dpkgopt=force-unsafe-io',
    ...UNREAD.map((folder) => `--dpkgopt=path-exclude=/usr/share/${folder}/*`),
    ...[CUSTOMIZE, ...otherReleases(codename, sources, aptOptions)].map((hook) => `--customize-hook=${hook}`),
  ];
  return tagged([...options, codename, '-', ...sources]);
}

export const tagged = (given: readonly string[]): Recipe => ({
  tag: createHash('sha256').update(JSON.stringify(given)).digest('hex').slice(0, 12),
  arguments: given,
});
