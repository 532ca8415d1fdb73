import type { Bench } from './bench.ts';
import { command } from './command.ts';

/** Which release is installed, asked on the node itself. */
export async function recordRelease(bench: Bench, service: string, node: string): Promise<string> {
  const { stdout } = await command(bench, service, node, (commands) => commands.release);
  const release = stdout.trim();
  bench.record({ event: 'release', node, service, release });
  return release;
}
