import { type CommandResult, LabError } from '../../lab/index.ts';
import { StepError } from './error.ts';
import { type Ending, endScript, onceScript, readEnding } from './once.ts';
import { ask, type Reach } from './reach.ts';

/** A command on a node, under a name: it is run at most once, however often its end is asked for. */
export interface Errand {
  readonly run: string;
  readonly node: string;
  readonly ticket: string;
  readonly command: string;
  /** As it may be shown: by itself it may be a whole script. */
  readonly title: string;
  readonly limitSeconds: number;
}

export const BRIEFLY_MS = 20_000;

/** Gives its end. One that takes too long is ended, with all that it started. */
export async function carryOut(reach: Reach, errand: Errand): Promise<Ending> {
  const { run, node, ticket, command, title, limitSeconds } = errand;
  const place = { node, command: title };
  const script = onceScript(run, ticket, command);
  const result = await ask(reach, node, script, limitSeconds * 1000).catch(async (error) => {
    if (!(error instanceof LabError) || error.code !== 'ssh-timeout') throw error;
    await endErrand(reach, errand);
    const why = `"${title}" on ${node} did not end within ${limitSeconds} s and was ended`;
    throw new StepError('command-timeout', 'experiment', why, place);
  });
  const ending = readEnding(result.stdout);
  if (ending) return ending;
  throw new StepError(
    'command-unstarted',
    'experiment',
    `"${title}" was not begun: ${node} can't keep how it ends below ~/.unbroken: ${lastLine(outputOf(result))}`,
    place,
  );
}

export async function endErrand(reach: Reach, { run, node, ticket }: Pick<Errand, 'run' | 'node' | 'ticket'>) {
  await ask(reach, node, endScript(run, ticket), BRIEFLY_MS);
}

/** Its code, if it came to an end by itself; otherwise nobody knows what became of it. */
export function codeOf(ending: Ending, { node, title }: Pick<Errand, 'node' | 'title'>): number {
  const place = { node, command: title };
  switch (ending.state) {
    case 'ended':
      return ending.code;
    case 'killed': {
      const why = `"${title}" on ${node} was killed before it ended; whether it took effect is unknown`;
      throw new StepError('command-killed', 'experiment', why, place);
    }
    case 'rebooted': {
      const why = `${node} booted while "${title}" ran; whether it took effect is unknown`;
      throw new StepError('node-rebooted', 'experiment', why, place);
    }
    case 'unstarted': {
      const why = `"${title}" was not begun: ${node} can't keep how it ends below ~/.unbroken; is its disk full?`;
      throw new StepError('command-unstarted', 'experiment', why, place);
    }
  }
}

export const outputOf = ({ stdout, stderr }: CommandResult): string => (stdout + stderr).trim();

export const lastLine = (output: string): string => output.split('\n').at(-1) || 'no output';
