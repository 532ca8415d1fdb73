import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { engineAnswers } from '../ping.ts';

/** Whether tests can have a container engine: one answers, or none is named, and this is root and can start Debian's. */
export async function enginePossible(): Promise<boolean> {
  if (await engineAnswers()) return true;
  return !process.env.DOCKER_HOST && process.getuid?.() === 0 && findDockerd() !== undefined;
}

export const HOW_TO_ENABLE =
  'sudo apt-get install docker.io mmdebstrap, then as root, or in the group "docker": npm test';

export function findDockerd(): string | undefined {
  const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/local/sbin', '/usr/sbin'];
  return folders
    .map((folder) => join(folder, 'dockerd'))
    .find((file) => {
      try {
        accessSync(file, constants.X_OK);
        return true;
      } catch {
        return false;
      }
    });
}
