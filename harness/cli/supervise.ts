import { createInterface } from 'node:readline/promises';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { UsageError } from '../error.ts';
import type { Plan } from '../plan/index.ts';
import { ANSWERS, type Answer, type Person, type Supervision } from '../run/index.ts';
import { positive, whole } from './options.ts';

/** What is done while a run goes on, and who is asked. */
export interface SuperviseOptions {
  readonly onViolation: Answer;
  readonly budget: number;
  readonly outage?: number;
  readonly pauseBefore: readonly string[];
  readonly yes?: boolean;
}

export function addSuperviseOptions(command: Command): Command {
  return command
    .addOption(
      new Option('--on-violation <answer>', 'what to do when users are hurt, or nobody can tell whether they are')
        .choices(ANSWERS)
        .default('continue'),
    )
    .option('--budget <n>', 'requests that may fail before that is a violation', whole, 0)
    .option('--outage <ms>', 'how long no request may succeed before that is a violation', positive)
    .addOption(
      new Option('--pause-before <step>', 'wait for a yes before this step of the plan (2.4); may be given again')
        .argParser((value: string, previous: string[]) => {
          if (!/^\d+\.\d+$/.test(value)) throw new InvalidArgumentError('Expected the number of a step, like 2.4.');
          return [...previous, value];
        })
        .default([], 'none'),
    )
    .option('--yes', 'say yes to all that a person would be asked, as CI must');
}

/** Before anything is made for a run that could not be taken. */
export function refuseUnasked({ pauseBefore, onViolation, yes }: SuperviseOptions): void {
  if (hasTerminal() || yes || (pauseBefore.length === 0 && onViolation !== 'ask')) return;
  throw new UsageError(
    'nobody-to-ask',
    'there is no terminal on which somebody could be asked',
    'leave --pause-before and --on-violation ask out, or answer beforehand with --yes',
  );
}

function hasTerminal(): boolean {
  return process.stdin.isTTY === true && process.stderr.isTTY === true && !process.env.CI;
}

/** On a terminal a person is asked before points of no return; elsewhere only what `--yes` answers can be asked. */
export function supervisionFor(options: SuperviseOptions, plan: Plan, ownLab: boolean): Supervision {
  const { onViolation, budget, outage, pauseBefore, yes } = options;
  const known = plan.stages.flatMap(({ steps }) => steps.map(({ id }) => id));
  const unknown = pauseBefore.find((step) => !known.includes(step));
  if (unknown !== undefined)
    throw new UsageError(
      'step-unknown',
      `--pause-before ${unknown}: the plan has steps ${known[0]} to ${known.at(-1)}`,
    );
  const asks = pauseBefore.length > 0 || onViolation === 'ask';
  return {
    allowance: { failures: budget, outageMs: outage ?? Number.POSITIVE_INFINITY },
    onViolation,
    pauseBefore,
    // A lab of the run's own is nobody's loss: it is gone a minute later.
    person: yes ? FLAG : hasTerminal() && (!ownLab || asks) ? TERMINAL : undefined,
  };
}

const FLAG: Person = { who: '--yes', confirms: async () => true, decides: async () => 'continue' };

const TERMINAL: Person = {
  who: 'terminal',
  confirms: async ({ id, title }, why) => (await question(`${id} ${title}: ${why}. Go on? [y/N] `)) === 'y',
  async decides(message) {
    const given = await question(`${message}. (h)alt, (r)ollback or (c)ontinue? [h] `);
    return given === 'r' ? 'rollback' : given === 'c' ? 'continue' : 'halt';
  },
};

/** Traffic goes on meanwhile. No answer, as at the end of input, is none. */
async function question(text: string): Promise<string> {
  using lines = createInterface({ input: process.stdin, output: process.stderr });
  const closed = new Promise<string>((resolve) => lines.once('close', () => resolve('')));
  const answer = await Promise.race([lines.question(`\n${text}`), closed]);
  return answer.trim().toLowerCase().slice(0, 1);
}
