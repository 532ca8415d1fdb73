import { needsBody } from '../operations/index.ts';
import type { Operation, Profile } from '../profile.ts';

/** An operation with what the engine asks of it for each request, found once. */
export interface Task {
  readonly name: string;
  readonly index: number;
  readonly operation: Operation;
  readonly method: string;
  readonly captures: boolean;
}

export function tasksOf(profile: Profile): Task[] {
  return Object.entries(profile.operations).map(([name, operation], index) => {
    const method = operation.request.slice(0, operation.request.indexOf(' '));
    return { name, index, operation, method, captures: needsBody(operation) };
  });
}
