import { APT, CUSTOMIZE, type Recipe, tagged, UNREAD } from '../../docker/index.ts';
import { makeSchemas } from '../databases.ts';
import { PROJECTS } from '../projects/index.ts';
import { OLD_SUITE, PACKAGES, type ProjectPackages, RELEASES } from '../releases.ts';

/**
 * What the image of an OpenStack host is made of: the old release of every service installed, and beside it, for each project, the packages
 * of the new one with all that they need. So an upgrade in place takes what it takes anywhere, without a network.
 */

const HOST = [
  'openssh-server',
  'runit',
  'iproute2',
  'iputils-ping',
  'psmisc',
  'procps',
  'ca-certificates',
  'apt-utils',
  'logrotate',
];

const INFRASTRUCTURE = ['mariadb-server', 'rabbitmq-server', 'memcached', 'tempest'];

/** Folders of the image, by project and release: its packages, and the code of the new one, unpacked beside what is installed. */
const POOL = '/srv/pool';
const CODE = '/srv/code';

// No package starts anything while it is installed: hosts decide what runs on them.
const POLICY = `printf '#!/bin/sh\\nexit 101\\n' >"$1/usr/sbin/policy-rc.d" && chmod 755 "$1/usr/sbin/policy-rc.d"`;

// The driver of the package that stands for a hypervisor would go before that of nova.conf.
const DRIVER = `rm -f "$1/etc/nova/nova-compute.conf"`;

const pins = (suites: readonly string[]) =>
  suites.map((suite) => `Package: *\nPin: release n=${suite}\nPin-Priority: 100\n`).join('\n');

/** apt of the image itself chooses: what is installed stays as it is wherever it will do. */
function pools(mirror: string): string {
  const suites = [...new Set(Object.values(PACKAGES).map(({ suite }) => suite))];
  const fetches = Object.entries(PACKAGES).map(([project, packages]) => fetchPools(project, packages));
  return `set -eu
next="$1/etc/apt/sources.list.d/next.list" pin="$1/etc/apt/preferences.d/next"
cat >"$next" <<'END'
${suites.map((suite) => `deb ${mirror} ${suite} main`).join('\n')}
END
cat >"$pin" <<'END'
${pins(suites)}END
chroot "$1" apt-get -q update
replaced='${DOWNLOAD_REPLACED.replaceAll("'", `'\\''`)}'
${fetches.join('\n')}
rm -rf "$next" "$pin" "$1"/var/lib/apt/lists/* "$1"/var/cache/apt/*.bin
`;
}

const INDEX = 'rm -rf partial lock && apt-ftparchive packages . >Packages';

// The way back: of all that the new release replaces, what is there now.
const DOWNLOAD_REPLACED = `for deb in ../${RELEASES.new}/*.deb; do
  name=$(dpkg-deb -f $deb Package)
  ! dpkg-query -W $name >/dev/null 2>&1 || apt-get -q download $name=$(dpkg-query -W -f '\${Version}' $name)
done`;

function fetchPools(project: string, packages: ProjectPackages): string {
  const { suite, majors, tooNew } = packages;
  const before = `${POOL}/${project}/${RELEASES.old}`;
  return [
    fetchPool(project, packages, { release: RELEASES.new, suite, major: majors.new }),
    ...(tooNew ? [fetchPool(project, packages, tooNew)] : []),
    `mkdir -p "$1${before}"\nchroot "$1" sh -c "cd ${before}; $replaced; ${INDEX}"`,
  ].join('\n');
}

interface Wanted {
  readonly release: string;
  readonly suite: string;
  readonly major: number;
}

function fetchPool(project: string, { renewed, telling }: ProjectPackages, { release, suite, major }: Wanted): string {
  const [pool, code] = [`${POOL}/${project}/${release}`, `${CODE}/${project}/${release}`];
  return `
mkdir -p "$1${pool}/partial" "$1${code}"
chroot "$1" apt-get -q -y --download-only -o Dir::Cache::archives=${pool} install ${renewed.map((name) => `${name}/${suite}`).join(' ')}
ls "$1${pool}/${telling}"_*${major}.* >/dev/null || { echo "E: expected ${telling} ${major} in ${suite}, got: $(ls "$1${pool}")" >&2; exit 1; }
for deb in "$1${pool}"/python3-*.deb; do dpkg-deb -x "$deb" "$1${code}"; done
chroot "$1" sh -c "cd ${pool} && ${INDEX}"`;
}

/** `mirror`: where Debian's packages are; `apt`: what this machine's own apt needs to be told, to get anything. */
export function recipeFor(mirror: string, apt: Readonly<Record<string, string>>): Recipe {
  const packages = [...HOST, ...INFRASTRUCTURE, ...Object.values(PACKAGES).flatMap(({ installed }) => installed)];
  return tagged([
    '--variant=apt',
    '--format=tar',
    `--include=${packages.join(',')}`,
    ...Object.entries({ ...APT, ...apt }).map(([name, value]) => `--aptopt=${name} "${value}"`),
    ...['force-unsafe-io', 'force-confold', 'force-confdef'].map((option) => `--dpkgopt=${option}`),
    ...UNREAD.map((folder) => `--dpkgopt=path-exclude=/usr/share/${folder}/*`),
    `--essential-hook=${POLICY}`,
    `--customize-hook=${DRIVER}`,
    `--customize-hook=${pools(mirror)}`,
    `--customize-hook=chroot "$1" sh -c '${makeSchemas(PROJECTS).replaceAll("'", `'\\''`)}'`,
    `--customize-hook=${CUSTOMIZE}`,
    ...[OLD_SUITE, '-', `deb ${mirror} ${OLD_SUITE} main`],
  ]);
}
