import { TrafficError } from '../error.ts';
import { FAILURES } from '../ledger/index.ts';
import { renderRequest } from '../operations/index.ts';
import type { Profile } from '../profile.ts';
import type { Clock } from './clock.ts';
import { Exchange } from './exchange.ts';
import { firstLane, type Targets } from './links/index.ts';
import { Patience } from './patience.ts';
import type { Sessions } from './sessions.ts';
import { type Task, tasksOf } from './task.ts';
import { wireText } from './wire.ts';

const AT_ONCE = 8;
const EXPIRY_MS = 20;

/**
 * The login operations for every session, in their order. They are not in the ledger, for the experiment has not
 * begun; one that fails means that there is none.
 */
export async function login(profile: Profile, targets: Targets, sessions: Sessions, clock: Clock): Promise<void> {
  const byName = new Map(tasksOf(profile, targets).map((task) => [task.name, task]));
  const tasks = profile.login.map((name) => byName.get(name)!);
  const outstanding = new Patience(profile);
  let connections = 0;
  const lanes = new Map(
    [...targets.values()].map((target) => [target, firstLane(profile, target, () => ++connections)]),
  );
  const expiry = setInterval(() => outstanding.expire(clock()), EXPIRY_MS);
  const waiting = Array.from({ length: sessions.count }, (_, session) => session).values();
  const one = async () => {
    for (const session of waiting) for (const task of tasks) await perform(task, session);
  };
  const perform = async (task: Task, session: number) => {
    const exchange = await call(task, session);
    if (FAILURES[exchange.failure] !== 'none') throw failed(exchange);
    sessions.keep(session, exchange.kept, exchange.intended + exchange.end);
  };
  const call = (task: Task, session: number) =>
    new Promise<Exchange>((settle, reject) => {
      const variables = sessions.variables(session);
      const lane = lanes.get(task.target)!;
      const rendering = renderRequest(task.operation, variables);
      if (!rendering.ok) return reject(unfilled(task, rendering.variable, rendering.why));
      const settled = (exchange: Exchange) => {
        outstanding.delete(exchange);
        if (exchange.link) lane.giveBack(exchange.link, clock());
        settle(exchange);
      };
      const intended = Math.round(clock());
      const exchange = new Exchange({ sequence: 0, intended, lane: 0, session, task, clock, settled });
      outstanding.add(exchange);
      exchange.begin(
        lane.obtain(clock(), task.care),
        wireText(rendering.request, task.target.host, 'fresh'),
        variables,
      );
    });
  try {
    await Promise.all(Array.from({ length: AT_ONCE }, one));
  } finally {
    clearInterval(expiry);
    outstanding.abandon();
    for (const lane of lanes.values()) lane.close();
  }
}

function failed({ task, status, failure, serverName }: Exchange): TrafficError {
  const answer = status === 0 ? `no answer (${FAILURES[failure]})` : `status ${status} (${FAILURES[failure]})`;
  const server = serverName === undefined ? '' : ` from server ${serverName}`;
  const message = `expected login operation "${task.name}" to get ${task.operation.expect.join(' or ')}, got ${answer}${server}`;
  return new TrafficError('login-failed', message, {
    fix: 'the service must be well and the credentials right before traffic begins',
  });
}

function unfilled(task: Task, variable: string, why: string): TrafficError {
  const message = `login operation "${task.name}" needs the variable "${variable}", which is ${why === 'missing' ? 'not set' : 'not fit for a header'}`;
  return new TrafficError('login-failed', message, {
    fix: 'set it in the variables of the run, or keep it in an earlier login operation',
  });
}
