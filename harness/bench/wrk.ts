import { spawnSync } from 'node:child_process';

/** undefined: it is not there. */
export function wrkVersion(): string | undefined {
  const { stdout, error } = spawnSync('wrk', ['-v'], { encoding: 'utf8' });
  return error ? undefined : (/^wrk (\S+)/.exec(stdout)?.[1] ?? 'of unknown version');
}

/** Installs it where that needs no question: as root, or with sudo that asks for no password. */
export function ensureWrk(): boolean {
  if (wrkVersion() !== undefined) return true;
  const become = process.getuid?.() === 0 ? [] : ['sudo', '-n'];
  const apt = (...command: string[]) => {
    const [program, ...rest] = [...become, 'apt-get', ...command] as [string, ...string[]];
    spawnSync(program, rest, { stdio: 'ignore', env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } });
    return wrkVersion() !== undefined;
  };
  const install = () => apt('install', '-y', '--no-install-recommends', 'wrk');
  if (install()) return true;
  // A machine that has never looked has no package lists.
  apt('update');
  return install();
}

/** `Requests/sec:  61234.56` */
export function wrkRate(output: string): number | undefined {
  const found = /^Requests\/sec:\s+(\d+(?:\.\d+)?)$/m.exec(output);
  return found ? Number(found[1]) : undefined;
}
