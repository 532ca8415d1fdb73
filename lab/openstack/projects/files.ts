import type { HostFile } from '../../docker/index.ts';
import { render, type Sections } from '../configuration.ts';

/** Configuration as its package has it: secrets are read by the service only. */
export const configuration = (target: string, sections: Sections): HostFile => ({
  target,
  content: render(sections),
  mode: 0o640,
});

/**
 * One thread where Debian has one: nova and neutron have green threads of their own, and more than one real one makes requests wait for each other.
 */
export const ONE_THREAD = 1;

/** Debian's scripts read it: how many processes an API has. As it comes, each takes all the cores of a large machine. Some releases of a daemon are no uWSGI. */
export const processes = (daemon: string, count: number, threads: number): HostFile => ({
  target: `/etc/default/${daemon}`,
  content: `[ -z "$UWSGI_INI_PATH" ] || DAEMON_ARGS="$DAEMON_ARGS --processes ${count} --threads ${threads}"\n`,
  mode: 0o644,
});
