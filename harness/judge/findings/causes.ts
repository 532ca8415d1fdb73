import { FAILURES, type FailureClass } from '../../../traffic/ledger/index.ts';
import { harmOf } from '../address/index.ts';
import type { Context } from '../context.ts';
import type { FaultGroup } from '../measure/index.ts';
import { list } from '../wording.ts';

const SYMPTOMS: Readonly<Record<FailureClass, string>> = {
  none: 'failed',
  refused: 'could not connect: refused',
  'connect-timeout': 'could not connect in time',
  'connect-error': 'could not connect',
  reset: 'lost their connection: reset',
  closed: 'got no answer: the connection was closed',
  'closed-reused': 'got no answer: their reused connection was closed',
  cut: 'got half an answer',
  timeout: 'got no complete answer in time',
  garbage: 'got an answer that is not HTTP',
  status: 'failed',
  content: 'got an answer with the wrong content',
  bound: 'were not sent',
  'no-variable': 'were not sent',
  stopped: 'were given up',
  tls: 'could not agree on a secure connection',
  local: 'were not sent',
  schema: 'got an answer of the wrong shape',
  length: 'got an answer of the wrong length',
  checksum: 'got an answer with the wrong bytes',
};

const CAUSES: Partial<Record<FailureClass, string>> = {
  refused: 'Nobody listened where users call: most probably the load balancer itself was away.',
  'connect-timeout': 'The load balancer did not take connections: most probably it stood still or its queue was full.',
  'connect-error':
    'No connection came about: most probably the network or the name resolution, on this side or that one.',
  reset:
    'The connection was torn down after the request was written: most probably a process was killed with requests open.',
  closed: 'The peer took the request and hung up without a word: most probably a server that was stopping.',
  'closed-reused':
    'The peer closed a connection that had served before just as it was used again: most probably a server that was stopping closed its idle connections. Load balancers neither count nor log this.',
  cut: 'The answer broke off in the middle: most probably a server was stopped before its open requests were done.',
  timeout: 'Nobody answered: most probably the request waited for a server that hung or was gone without a trace.',
  garbage: 'Most probably a server broke off in the middle of an answer on a connection that was used on.',
  content:
    'The status was right and the body was not: most probably one release does not read what the other one wrote.',
  tls: 'The front end showed a certificate that is not trusted, or none: most probably it was started with another configuration.',
  schema:
    'The status was right and the shape of the body was not: most probably one release answers what clients of the other do not know.',
  length:
    'The status was right and something was missing or too much: most probably one release stores it differently.',
  checksum: 'The status and the length were right and the bytes were not: what was stored is damaged.',
};

const STATUSES: Readonly<Record<number, string>> = {
  401: 'Most probably a server did not accept a token that another one had issued.',
  404: 'Most probably one release does not know what the other one made, or no longer has this address.',
  406: 'Most probably the new release no longer speaks the version that the client asked for.',
  409: 'Most probably the two releases see different states of the same thing.',
  429: 'The servers that were left were at their limit.',
  500: 'The service itself failed: most often code and database schema that do not fit each other, or a start that was not complete.',
  502: 'The load balancer got no usable answer from the server: most probably it was stopped with the request open.',
  503: 'A load balancer gives this answer itself when no server takes the request: most probably it still sent requests to one that was gone.',
  504: 'The load balancer gave up waiting for the server: most probably it hung or was stopped.',
};

export function symptom(failure: FailureClass, status: number): string {
  return failure === 'status' ? `${SYMPTOMS.status} with status ${status}` : SYMPTOMS[failure];
}

/** Failures in the time of a failover are put on it. It is named whoever meant it, and excuses nothing. */
function movedNear(context: Context, moment: number): string[] {
  const move = context.moves().find((one) => {
    const { from, to } = harmOf(one);
    return from <= moment && moment <= to;
  });
  if (!move) return [];
  const { from, to, step } = move;
  const why = step ? `step ${step.id}: ${step.title}` : 'nobody had planned it';
  return [
    `The shared address moved from ${from} to ${to} (${why}): meanwhile nobody answered there, and connections to ${from} were lost.`,
  ];
}

/** A sentence of probable cause: what is known about the servers at that time first, then what the failure tells by itself. */
export function causeOf(
  context: Context,
  { failure, status, from }: Pick<FaultGroup, 'failure' | 'status' | 'from'>,
): string {
  const away = context
    .exposures()
    .filter((exposure) => context.doubtOf(exposure) === null)
    .filter((exposure) => exposure.from <= from && from <= (exposure.until ?? Number.POSITIVE_INFINITY))
    .map(({ member }) => member.server);
  const causes = [
    ...movedNear(context, from),
    ...(away.length > 0
      ? [`${list(away)} went away while the load balancer still sent users there: drain it first.`]
      : []),
  ];
  if (causes.length > 0) return causes.join(' ');
  const name = FAILURES[failure]!;
  if (name === 'status') return STATUSES[status] ?? `The service answered ${status} where it had not before.`;
  return CAUSES[name] ?? 'The cause is not known.';
}
