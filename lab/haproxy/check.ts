import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { requireHaproxy } from './binary.ts';
import { validate } from './start.ts';

/**
 * Whether HAProxy takes a configuration, as `haproxy -c` tells. Certificates lie on other hosts: TLS is left out, and so is
 * what only root may do.
 */
export async function checkConfiguration(text: string): Promise<void> {
  const { path } = await requireHaproxy();
  const folder = await mkdtemp(join(tmpdir(), 'unbroken-check-'));
  try {
    const file = join(folder, 'haproxy.cfg');
    const here = text.replaceAll(/ ssl crt \S+/g, '').replaceAll(/^ {2}(chroot|user|group) .*\n/gm, '');
    await writeFile(file, here.replace(/ group haproxy level/, ' level'));
    await validate(path, file, process.env);
  } finally {
    await rm(folder, { recursive: true });
  }
}
