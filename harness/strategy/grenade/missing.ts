import type { GrenadeDescription, SshClient } from '../../../lab/index.ts';
import { lastLine, outputOf } from '../errand.ts';
import { quote } from '../once.ts';
import { phaseScript, projectsIn } from './script.ts';

const LIMIT_MS = 60_000;

/** The projects that Grenade upgrades on this node, or why it can't tell them. Nothing is changed. */
export async function askGrenade(
  settings: GrenadeDescription,
  client: SshClient,
): Promise<{ readonly projects: readonly string[] } | { readonly missing: string }> {
  const script = `bash -c ${quote(phaseScript(settings, { phase: 'projects' }))}`;
  const result = await client.run(script, { timeoutMs: LIMIT_MS });
  const projects = result.code === 0 ? projectsIn(result.stdout) : undefined;
  return projects ? { projects } : { missing: lastLine(outputOf(result)) };
}
