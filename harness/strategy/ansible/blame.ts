import { StepError } from '../error.ts';
import type { Ending } from '../once.ts';
import type { TaskResult } from './events.ts';

/** What was run for which node, and what came of it. */
export interface Outcome {
  readonly node: string;
  /** Its name in the inventory. */
  readonly host: string;
  readonly playbook: string;
  readonly command: string;
  readonly ending: Ending;
  readonly results: readonly TaskResult[];
}

/** Undefined: it was done. */
export function blame({ node, host, playbook, command, ending, results }: Outcome): StepError | undefined {
  const what = `${playbook} on ${node}`;
  const evidence = { node, command };
  const experiment = (code: string, why: string) => new StepError(code, 'experiment', why, evidence);
  switch (ending.state) {
    case 'killed':
      return experiment('command-killed', `${what} was killed before it ended; whether it took effect is unknown`);
    case 'rebooted':
      return experiment('node-rebooted', `this machine booted while ${what} ran; whether it took effect is unknown`);
    case 'unstarted':
      return experiment('command-unstarted', `${what} was not begun: how it ends can't be kept: ${ending.output}`);
    case 'ended':
      break;
  }
  const { code, output } = ending;
  if (code === 0) {
    if (results.some((result) => result.host === host)) return undefined;
    return experiment(
      'playbook-idle',
      `${what} did nothing there: no play of it is for ${host}, which is all that --limit lets in`,
    );
  }
  // A failure that the playbook rescues is not the last one.
  const last = results.findLast(({ outcome }) => outcome === 'failed' || outcome === 'unreachable');
  if (!last) {
    // What a shell says of a program that it does not find, or may not run.
    if (code === 126 || code === 127)
      return experiment('ansible-missing', `Ansible can't be run here: ${lastLine(output)}`);
    return experiment('playbook-broken', `${what} ended with ${code} and no task of it has failed: ${errorIn(output)}`);
  }
  const at = `"${last.task}" (play "${last.play}")`;
  if (last.outcome === 'unreachable')
    return experiment('node-unreachable', `${what}: ${last.host} can't be reached at ${at}: ${said(last)}`);
  return new StepError('command-failed', 'upgrade', `${what} failed at ${at} on ${last.host}: ${said(last)}`, {
    ...evidence,
    ...{ code, play: last.play, task: last.task, output: last.output },
  });
}

const BRIEF = 600;

/** In one line. */
function said({ output }: TaskResult): string {
  return output.replaceAll(/\s*\n\s*/g, ' · ').slice(-BRIEF) || 'no output';
}

const lastLine = (output: string): string => output.split('\n').at(-1) || 'no output';

/** Ansible itself says first what is wrong, and then where. */
const errorIn = (output: string): string =>
  output.split('\n').find((line) => /^(?:\[?ERROR\]?|fatal)/i.test(line)) ?? lastLine(output);
