import { createHash } from 'node:crypto';

/** What the image of a node is made of, as arguments of mmdebstrap. The runtime and the code are mounted, not in it. */

const PACKAGES = [
  'openssh-server',
  'runit',
  'haproxy',
  'keepalived',
  // ip, arping, killall, ps and what sshd and node link to.
  ...['iproute2', 'iputils-arping', 'psmisc', 'procps', 'libstdc++6'],
];

/** A session begins in the folder that stands for the node, as it does on a local lab. */
export const NODE_ROOT = '/srv/node';

export const CODE_ROOT = '/usr/lib/unbroken';

// Not /etc/service, which is a link to somewhere else.
export const SUPERVISED = '/etc/supervised';

const SSHD_CONFIG = `HostKey /etc/ssh/ssh_host_ed25519_key
AuthorizedKeysFile /etc/ssh/authorized_keys
PermitRootLogin prohibit-password
PasswordAuthentication no
KbdInteractiveAuthentication no
UseDNS no
MaxStartups 100
PrintMotd no
Include /etc/ssh/node.conf
`;

// What belongs to this one node is done at each boot, before anybody can log in.
const RUN_SSHD = `#!/bin/sh
exec 2>&1
mkdir -p /run/sshd
[ ! -x /etc/unbroken-boot ] || /etc/unbroken-boot || exit
exec /usr/sbin/sshd -D -e
`;

/** Makes a host of a root: whoever has the lab's key gets in. */
export const LOGIN = `set -eu
cd "$1"
rm -f etc/ssh/ssh_host_*
sed -i 's#^root:\\([^:]*\\):0:0:\\([^:]*\\):[^:]*:#root:\\1:0:0:\\2:${NODE_ROOT}:#' etc/passwd
mkdir -p .${NODE_ROOT} srv/shared .${CODE_ROOT} .${SUPERVISED}/sshd
cat >etc/ssh/sshd_config <<'END'
${SSHD_CONFIG}END
cat >.${SUPERVISED}/sshd/run <<'END'
${RUN_SSHD}END
chmod 755 .${SUPERVISED}/sshd/run
`;

export const APT = { 'APT::Install-Recommends': 'false' };
export const UNREAD = ['doc', 'man', 'locale', 'info'];

export interface Recipe {
  /** After the image's name. The same recipe has the same tag. */
  readonly tag: string;
  readonly arguments: readonly string[];
}

/** `apt`: what this machine's own apt needs to be told, to get anything. */
export function recipeFor(codename: string, sources: readonly string[], apt: Readonly<Record<string, string>>): Recipe {
  const options = [
    '--variant=apt',
    '--format=tar',
    `--include=${PACKAGES.join(',')}`,
    ...Object.entries({ ...APT, ...apt }).map(([name, value]) => `--aptopt=${name} "${value}"`),
    '--dpkgopt=force-unsafe-io',
    ...UNREAD.map((folder) => `--dpkgopt=path-exclude=/usr/share/${folder}/*`),
    `--customize-hook=${LOGIN}`,
  ];
  return tagged([...options, codename, '-', ...sources]);
}

export const tagged = (given: readonly string[]): Recipe => ({
  tag: createHash('sha256').update(JSON.stringify(given)).digest('hex').slice(0, 12),
  arguments: given,
});

/** What starts when a container does: it starts sshd, and starts it again should it end. */
export const INIT = ['/usr/bin/runsvdir', '-P', SUPERVISED];
