import type { Act, ServerSample } from '../../journal/index.ts';
import type { Plan } from '../../plan/index.ts';
import { bind } from '../../steps/index.ts';
import { MEMBERS, NEW, OLD } from './plan.ts';

/** What happens behind the balancer while a plan is carried out, as a list of changes at exact moments (µs). */
export interface Procedure {
  readonly steps: readonly TakenStep[];
  readonly undos: readonly TakenUndo[];
  readonly changes: readonly Change[];
  readonly end: number;
}

export interface TakenStep {
  readonly id: string;
  readonly act: Act;
  readonly from: number;
  readonly to: number;
  readonly outcome: 'done' | 'interrupted';
  readonly registers: ReturnType<typeof bind>['undos'];
  readonly settles: readonly string[];
}

export interface TakenUndo {
  readonly undo: number;
  readonly act: Act;
  readonly from: number;
  readonly to: number;
}

export interface Change {
  readonly t: number;
  readonly server: string;
  /** What the administrator wants, what the health check believes, whether the process is up, what it runs. */
  readonly set: Partial<ServerState>;
  /** The line that made the balancer do it. */
  readonly told?: string;
}

export interface ServerState {
  readonly admin: ServerSample['admin'];
  readonly operational: ServerSample['operational'];
  readonly up: boolean;
  readonly release: string;
}

export const FIRST_STEP = 500_000;
const MS = 1_000;
const SECONDS: Readonly<Record<string, number>> = {
  drain: 0.9,
  stop: 0.7,
  install: 1.6,
  database: 0.8,
  start: 0.6,
  ready: 0.5,
  rejoin: 0.7,
  crossover: 0.8,
  audit: 0.2,
};

export const untouched: ServerState = { admin: 'ready', operational: 'running', up: true, release: OLD };

/** Takes the steps one after the other; at `interruptedAt` the step under way ends and what is pending is put back. */
export function carryOut(plan: Plan, interruptedAt = Number.POSITIVE_INFINITY): Procedure {
  const steps: TakenStep[] = [];
  const changes: Change[] = [];
  let pending: { undo: number; subject: string; act: Act }[] = [];
  let registered = 0;
  let now = FIRST_STEP;
  for (const { id, act } of plan.stages.flatMap((stage) => stage.steps)) {
    const { undos: registers, settles } = bind(act);
    const planned = now + lasting(act);
    const outcome = planned > interruptedAt ? 'interrupted' : 'done';
    const to = Math.min(planned, interruptedAt);
    steps.push({ id, act, from: now, to, outcome, registers, settles: outcome === 'done' ? settles : [] });
    changes.push(...effects(act, now).filter(({ t }) => t <= to || outcome === 'done'));
    pending.push(...registers.map((undo) => ({ undo: registered++, ...undo })));
    now = to;
    if (outcome === 'interrupted') break;
    pending = pending.filter(({ subject }) => !settles.includes(subject));
  }
  const undos: TakenUndo[] = [];
  if (now === interruptedAt)
    for (const { undo, act } of pending.reverse()) {
      undos.push({ undo, act, from: now, to: now + lasting(act) });
      changes.push(...effects(act, now));
      now += lasting(act);
    }
  return { steps, undos, changes: changes.sort((a, b) => a.t - b.t), end: now + 300 * MS };
}

function lasting({ kind, params }: Act): number {
  return (SECONDS[kind] ?? Number(params.seconds)) * 1_000_000;
}

function effects({ kind, params }: Act, from: number): Change[] {
  const server = MEMBERS[params.node as keyof typeof MEMBERS];
  const at = (ms: number, set: Partial<ServerState>): Change => ({ t: from + ms * MS, server, set });
  switch (kind) {
    case 'drain':
      return [tell(from + 20 * MS, server, 'drain')];
    case 'stop':
      return [at(300, { up: false }), at(1_800, { operational: 'stopped' })];
    case 'install':
      return [at(1_500, { release: String(params.to) })];
    case 'start':
      return [at(250, { up: true }), at(550, { operational: 'running' })];
    case 'rejoin':
      return [tell(from + 300 * MS, server, 'ready')];
    case 'crossover': {
      const { enter, leave } = params as Record<'enter' | 'leave', { server: string }[]>;
      return [
        ...enter.map((side) => tell(from + 20 * MS, side.server, 'ready')),
        ...leave.map((side) => tell(from + 20 * MS, side.server, 'drain')),
      ];
    }
    default:
      return [];
  }
}

function tell(t: number, server: string, admin: 'ready' | 'drain'): Change {
  return { t, server, set: { admin }, told: `set server keystone/${server} state ${admin}` };
}

export const VERSIONS: Readonly<Record<string, string>> = { [OLD]: '3.14', [NEW]: '3.15' };
