import { findEngine, findHaproxy, MADE_HERE } from '../../lab/index.ts';
import type { Needs } from './job.ts';

/** What this machine has, as far as jobs need it. */
export interface Here {
  readonly labs: readonly string[];
  readonly engine: boolean;
  readonly haproxy: boolean;
  readonly memoryMiB: number;
}

export async function whatIsHere(): Promise<Here> {
  const [engine, haproxy] = await Promise.all([findEngine(), findHaproxy()]);
  return {
    labs: MADE_HERE,
    engine: engine !== undefined,
    haproxy: haproxy !== undefined,
    memoryMiB: Math.floor(process.availableMemory() / 2 ** 20),
  };
}

/** Everything that keeps a job from being run here; nothing where it can be. */
export function whyNot(needs: Needs, here: Here): string | undefined {
  const { lab, engine, haproxy, memoryMiB = 0 } = needs;
  const missing = [
    ...(lab !== undefined && !here.labs.includes(lab)
      ? [`This build makes no lab "${lab}" (it makes: ${here.labs.join(', ')})`]
      : []),
    ...(engine && !here.engine ? ['No container engine answers (unbroken doctor tells how to have one)'] : []),
    ...(haproxy && !here.haproxy ? ['There is no HAProxy (unbroken doctor tells how to have one)'] : []),
    ...(memoryMiB > here.memoryMiB
      ? [
          `It needs ${memoryMiB.toLocaleString('en-US')} MiB of memory, and ${here.memoryMiB.toLocaleString('en-US')} are free`,
        ]
      : []),
  ];
  return missing.length > 0 ? missing.map((one) => `${one}.`).join(' ') : undefined;
}
