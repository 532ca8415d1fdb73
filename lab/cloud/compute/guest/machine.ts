import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { newKeyPair } from '../key-pair.ts';

/** `guest.json`: what a guest finds out about itself when it boots. */
const Machine = z.object({
  hostname: z.string(),
  vcpus: z.number(),
  address: z.string(),
  hostKey: z.object({ privateKey: z.string(), publicKey: z.string(), fingerprint: z.string() }),
  authorizedKey: z.string(),
});
export type Machine = z.infer<typeof Machine>;

const fileIn = (home: string) => join(home, 'guest.json');

export function readMachine(home: string): Machine | undefined {
  const file = fileIn(home);
  return existsSync(file) ? Machine.parse(JSON.parse(readFileSync(file, 'utf8'))) : undefined;
}

/** Makes its folder what its disk would be: the host key stays what it was, and the commands tell what it is. */
export async function furnish(home: string, wanted: Omit<Machine, 'hostKey'>): Promise<void> {
  const machine: Machine = { ...wanted, hostKey: readMachine(home)?.hostKey ?? (await newKeyPair()) };
  mkdirSync(join(home, 'bin'), { recursive: true });
  writeFileSync(fileIn(home), JSON.stringify(machine), { mode: 0o600 });
  for (const [command, output] of Object.entries({ hostname: wanted.hostname, nproc: wanted.vcpus }))
    writeFileSync(join(home, 'bin', command), `#!/bin/sh\necho '${output}'\n`, { mode: 0o755 });
}
