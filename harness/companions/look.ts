import type { SshClient } from '../../lab/index.ts';
import type { Answer } from './knock.ts';

export interface Outlook {
  readonly node: SshClient;
  /** Exit code 0: what is looked for is there. */
  readonly command: string;
  readonly timeoutMs: number;
}

/** One command on a node. Undefined: it was not run to its end, which tells nothing of what it was to look for. */
export async function look({ node, command, timeoutMs }: Outlook): Promise<Answer | undefined> {
  const result = await node.run(command, { timeoutMs }).catch(() => undefined);
  if (!result || result.code === null) return undefined;
  if (result.code === 0) return { ok: true };
  const said = `${result.stdout}\n${result.stderr}`.trim().split('\n').at(-1) ?? '';
  return { ok: false, why: `exit code ${result.code}${said === '' ? '' : `: ${said.slice(0, SHOWN)}`}` };
}

const SHOWN = 120;

/** What an API answered and may stand in a command line. */
export const isPlain = (text: string): boolean => /^[\w:.][\w:.-]{0,79}$/.test(text);
