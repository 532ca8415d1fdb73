import { type Act, act } from '../journal/index.ts';
import type { Order } from './plan.ts';
import type { RollStep } from './scenario.ts';

/** In which order nodes are taken out, upgraded and put back. What is done to each node is the scenario's business. */

export interface Draft {
  readonly title: string;
  readonly acts: Act[];
}

export interface RollInputs {
  readonly service: string;
  readonly members: readonly Member[];
  readonly from: string;
  readonly to: string;
  readonly drainSeconds: number;
  readonly mixedSeconds: number;
}

interface Member {
  readonly node: string;
  readonly server: string;
}

export function rollInOrder(order: Order, steps: readonly RollStep[], inputs: RollInputs): Draft[] {
  switch (order) {
    case 'rolling':
      return rolling(steps, inputs);
    case 'crossover':
      return crossover(steps, inputs, inputs.members.length - 1);
    case 'half':
      return crossover(steps, inputs, Math.floor(inputs.members.length / 2));
    case 'all-at-once':
      return allAtOnce(steps, inputs);
  }
}

/** As documented: each node leaves, is upgraded and comes back before the next one leaves. Both releases serve meanwhile. */
function rolling(steps: readonly RollStep[], inputs: RollInputs): Draft[] {
  return inputs.members.map((member, index) => ({
    title: member.node,
    acts: [...steps.flatMap((step) => take(step, member, inputs)), ...mixed(inputs, index)],
  }));
}

/**
 * The first `early` nodes are upgraded and wait, drained, while the others serve. One line then swaps the sides, so that
 * the newest release that anybody has seen never goes down. The rest is upgraded after that.
 */
function crossover(steps: readonly RollStep[], inputs: RollInputs, early: number): Draft[] {
  const enter = inputs.members.slice(0, early);
  const leave = inputs.members.slice(early);
  const { service, drainSeconds, mixedSeconds } = inputs;
  return [
    ...enter.map((member) => ({
      title: `${member.node} (waits drained)`,
      acts: steps.flatMap((step) =>
        step === 'rejoin' ? [act('ready', { service, ...member })] : take(step, member, inputs),
      ),
    })),
    {
      title: 'crossover',
      acts: [
        act('crossover', { service, enter, leave, limitSeconds: drainSeconds }),
        ...(mixedSeconds > 0 ? [act('observe', { seconds: mixedSeconds, why: 'settle' })] : []),
      ],
    },
    // These were drained by the crossover itself.
    ...leave.map((member) => ({
      title: member.node,
      acts: steps.filter((step) => step !== 'drain').flatMap((step) => take(step, member, inputs)),
    })),
  ];
}

/** Each step on every node before the next step: the service is away meanwhile, and how long is the result. */
function allAtOnce(steps: readonly RollStep[], inputs: RollInputs): Draft[] {
  return [
    {
      title: 'all nodes',
      acts: steps.flatMap((step) => inputs.members.flatMap((member) => take(step, member, inputs))),
    },
  ];
}

function take(step: RollStep, member: Member, { service, members, from, to, drainSeconds }: RollInputs): Act[] {
  const { node, server } = member;
  if (typeof step === 'object') {
    const chosen = step.on === 'first' ? members[0] : members.at(-1);
    return chosen === member ? [act('database', { service, node, phase: step.database })] : [];
  }
  switch (step) {
    case 'drain':
      return [act('drain', { service, node, server, limitSeconds: drainSeconds })];
    case 'install':
      return [act('install', { service, node, from, to })];
    case 'rejoin':
      return [act('rejoin', { service, node, server })];
    case 'stop':
    case 'start':
      return [act(step, { service, node })];
  }
}

function mixed({ members, mixedSeconds }: RollInputs, index: number): Act[] {
  const last = index === members.length - 1;
  return mixedSeconds > 0 ? [act('observe', { seconds: mixedSeconds, why: last ? 'settle' : 'mixed' })] : [];
}
