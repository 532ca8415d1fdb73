import type { Act, JournalEvent } from '../journal/index.ts';
import type { Plan, Step } from '../plan/index.ts';

/** Where a run stands, as its journal tells: what the next harness has to do, and what it must not do twice. */
export interface Progress {
  /** The planned steps that are not done, or were put back since, in the plan's order. */
  readonly left: readonly Task[];
  /** Begun, and nobody knows how it ended. */
  readonly open: Task | undefined;
  /** The next undo's number. */
  readonly undos: number;
  /** Undo → the attempt that its next start is. */
  attemptAtUndo(undo: number): number;
}

export interface Task {
  readonly step: Step;
  readonly attempt: number;
  /** How many of its undos are registered by now, for the one that was open. */
  readonly registered: number;
}

interface State {
  attempt: number;
  done: boolean;
  open: boolean;
  registered: number;
}

export function progressOf(plan: Plan, journal: readonly JournalEvent[]): Progress {
  const steps = plan.stages.flatMap((stage) => stage.steps);
  const states = new Map<string, State>(
    steps.map(({ id }) => [id, { attempt: 0, done: false, open: false, registered: 0 }]),
  );
  const owner = new Map<number, string>();
  const undoing = new Map<number, { attempt: number; open: boolean }>();
  let current: string | undefined;
  let undos = 0;
  for (const event of journal) {
    switch (event.event) {
      case 'step-started': {
        current = event.step;
        const state = states.get(event.step);
        const attempt = event.attempt ?? (state?.attempt ?? 0) + 1;
        const registered = state && attempt === state.attempt ? state.registered : 0;
        if (state) states.set(event.step, { attempt, done: false, open: true, registered });
        break;
      }
      case 'step-ended': {
        const state = states.get(event.step);
        if (state) Object.assign(state, { done: event.outcome === 'done', open: false });
        break;
      }
      case 'undo-registered': {
        undos = Math.max(undos, event.undo + 1);
        if (current === undefined) break;
        owner.set(event.undo, current);
        const state = states.get(current);
        if (state?.open) state.registered += 1;
        break;
      }
      case 'undo-started': {
        const before = undoing.get(event.undo) ?? { attempt: 0, open: false };
        undoing.set(event.undo, { attempt: before.open ? before.attempt : before.attempt + 1, open: true });
        break;
      }
      case 'undo-ended': {
        const state = undoing.get(event.undo);
        if (state) state.open = false;
        if (!event.cause) putBack(steps, states, owner.get(event.undo));
        break;
      }
      default:
        break;
    }
  }
  const tasks = steps.map((step): Task & { state: State } => {
    const state = states.get(step.id)!;
    return {
      step,
      state,
      attempt: state.open ? state.attempt : state.attempt + 1,
      registered: state.open ? state.registered : 0,
    };
  });
  return {
    left: tasks.filter(({ state }) => !state.done),
    open: tasks.find(({ state }) => state.open),
    undos,
    attemptAtUndo(undo) {
      const state = undoing.get(undo) ?? { attempt: 0, open: false };
      return state.open ? state.attempt : state.attempt + 1;
    },
  };
}

/** The step is not done any more, nor is what was proved of the same place after it. A schema does not go back. */
function putBack(steps: readonly Step[], states: ReadonlyMap<string, State>, id: string | undefined): void {
  const index = steps.findIndex((step) => step.id === id);
  const undone = steps[index];
  if (!undone) return;
  states.get(undone.id)!.done = false;
  for (const later of steps.slice(index + 1))
    if (later.act.kind !== 'database' && samePlace(later.act, undone.act)) states.get(later.id)!.done = false;
}

function samePlace({ params: a }: Act, { params: b }: Act): boolean {
  return a.service !== undefined && a.node !== undefined && a.service === b.service && a.node === b.node;
}
