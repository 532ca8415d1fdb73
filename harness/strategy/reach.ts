import { setTimeout as pause } from 'node:timers/promises';
import { type Lab, LabError } from '../../lab/index.ts';
import type { Happening } from '../journal/index.ts';
import { StepError } from './error.ts';

const AGAIN_MS = 500;

export interface Reach {
  readonly lab: Lab;
  /** How long a node may be out of reach. */
  readonly awaySeconds: number;
  readonly onLost: (why: string) => void;
}

interface Needs {
  readonly lab: Lab;
  readonly limits: { readonly readySeconds: number };
  readonly record: (happening: Happening) => void;
}

/** As long as a node may take to get ready, it may be away. */
export const reachIn = ({ lab, limits, record }: Needs): Reach => ({
  lab,
  awaySeconds: limits.readySeconds,
  onLost: (text) => record({ event: 'note', text: `${text} Asking again.` }),
});

/**
 * Asks a node, and after a lost connection asks again: only for what may be said twice. The time limit is that of all
 * attempts together.
 */
export async function ask({ lab, awaySeconds, onLost }: Reach, node: string, question: string, timeoutMs: number) {
  const client = lab.nodes.get(node);
  if (!client) throw new StepError('node-unknown', 'experiment', `the lab has no node ${node}`);
  const deadline = performance.now() + timeoutMs;
  let lostAt: number | undefined;
  for (;;) {
    try {
      return await client.run(question, { timeoutMs: Math.max(1, deadline - performance.now()) });
    } catch (error) {
      if (!(error instanceof LabError) || error.code !== 'ssh-failed') throw error;
      if (lostAt === undefined) onLost(error.message);
      lostAt ??= performance.now();
      const givenUpAt = Math.min(deadline, lostAt + awaySeconds * 1000);
      if (performance.now() + AGAIN_MS > givenUpAt) throw unreachable(node, awaySeconds, error);
      await pause(AGAIN_MS);
    }
  }
}

function unreachable(node: string, seconds: number, { message }: LabError): StepError {
  return new StepError(
    'node-unreachable',
    'experiment',
    `${node} can't be reached over SSH since ${seconds} s: ${message}`,
    { node },
  );
}
