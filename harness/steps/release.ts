import type { Bench } from './bench.ts';

/** Which release is installed, asked on the node itself. */
export async function recordRelease(bench: Bench, service: string, node: string): Promise<string> {
  const release = await bench.strategy.release({ service, node });
  bench.record({ event: 'release', node, service, release });
  return release;
}
