/** The two releases of HAProxy that a load balancer can have, from two suites of Debian. */

export interface HaproxyRelease {
  readonly release: string;
  /** What starts it, in the image. */
  readonly program: string;
}

export const HAPROXY_SUITES = { bookworm: '2.6', trixie: '3.0' } as const;

const OWN = '/usr/sbin/haproxy';

const homeOf = (release: string) => `/usr/lib/haproxy-${release}`;

/** All that a load balancer may have: what the distribution installs, and what lies beside it. */
export const PROGRAMS = `${OWN} ${homeOf('*')}/sbin/haproxy`;

/**
 * A hook of mmdebstrap for each release that is of another suite than the image: unpacked into a folder of its own with the libraries that it was
 * built for, and started through its own loader. That is called haproxy too, for it is what the process will be called, and
 * says who it was, for HAProxy starts itself again when it is reloaded. Where the mirror has no such suite, or its key is not known, the
 * image has one release less.
 */
export function otherReleases(codename: string, sources: readonly string[], options: readonly string[]): string[] {
  // Another distribution's mirrors do not have them.
  if (!Object.hasOwn(HAPROXY_SUITES, codename)) return [];
  return Object.entries(HAPROXY_SUITES).flatMap(([suite, release]) => {
    const there = sources.filter((source) => source.split(' ')[2] === codename).map((source) => inSuite(source, suite));
    if (suite === codename || there.length === 0) return [];
    const words = ['--variant=extract', '--include=haproxy', ...options].map(quoted).join(' ');
    return [
      `parts=$1/tmp/haproxy-${release} home=${homeOf(release)}
mmdebstrap --quiet ${words} ${suite} "$parts" ${there.map(quoted).join(' ')} &&
mkdir -p "$1$home/lib" "$1$home/sbin" &&
find "$parts"/usr/lib/*-linux-gnu* -maxdepth 1 -name '*.so*' -exec mv -t "$1$home/lib" {} + &&
mv "$parts/usr/sbin/haproxy" "$1$home/program" &&
(cd "$1$home" && ln -s lib/ld-linux*.so.* haproxy) &&
cat >"$1$home/sbin/haproxy" <<'END' && chmod 755 "$1$home/sbin/haproxy" || rm -rf "$1$home"
#!/bin/sh
exec ${homeOf(release)}/haproxy --argv0 "$0" --library-path ${homeOf(release)}/lib ${homeOf(release)}/program "$@"
END
rm -rf "$parts"
`,
    ];
  });
}

const inSuite = (source: string, suite: string): string => source.split(' ').with(2, suite).join(' ');

const quoted = (word: string): string => `'${word.replaceAll("'", `'\\''`)}'`;

/** The oldest and the newest of those that are there, as `PROGRAM: HAProxy version 2.6.12-1 …` tells them. */
export function releasesAmong(lines: readonly string[]): { old: HaproxyRelease; new: HaproxyRelease } | undefined {
  const found = lines.flatMap((line) => {
    const [, program, major, minor] = /^(\S+): HAProxy version (\d+)\.(\d+)/.exec(line) ?? [];
    return program === undefined ? [] : [{ program, numbers: [Number(major), Number(minor)] as const }];
  });
  const inOrder = found
    .toSorted(({ numbers: a }, { numbers: b }) => a[0] - b[0] || a[1] - b[1])
    .map(({ program, numbers }): HaproxyRelease => ({ program, release: numbers.join('.') }));
  const [oldest, newest] = [inOrder[0], inOrder.at(-1)];
  return oldest && newest && { old: oldest, new: newest };
}
