import { needsBody } from '../operations/index.ts';
import type { Operation, Profile } from '../profile.ts';
import { type Care, careOf } from './care.ts';
import type { Target, Targets } from './target.ts';

/** An operation with what the engine asks of it for each request, found once. */
export interface Task {
  readonly name: string;
  readonly index: number;
  readonly operation: Operation;
  readonly target: Target;
  readonly method: string;
  readonly captures: boolean;
  readonly care: Care | undefined;
}

export function tasksOf(profile: Profile, targets: Targets): Task[] {
  return Object.entries(profile.operations).map(([name, operation], index) => {
    const method = operation.request.slice(0, operation.request.indexOf(' '));
    const target = targets.get(operation.service ?? profile.service)!;
    return { name, index, operation, target, method, captures: needsBody(operation), care: careOf(operation) };
  });
}
