import { homedir, userInfo } from 'node:os';
import { dirname, resolve } from 'node:path';

/** What a lab file is read among. */
export interface Surroundings {
  readonly home: string;
  readonly user: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Of a file that the lab file names: beside it, unless it says otherwise. */
  path(file: string): string;
}

export function surroundingsOf(labFile: string): Surroundings {
  const home = homedir();
  const { username: user } = userInfo();
  const folder = dirname(resolve(labFile));
  return { home, user, environment: process.env, path: (file) => resolve(folder, file.replace(/^~(?=\/|$)/, home)) };
}
