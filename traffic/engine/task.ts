import { needsBody, renderRequest } from '../operations/index.ts';
import type { Operation, Profile } from '../profile.ts';
import { type Care, careOf, type Target, type Targets } from './links/index.ts';
import { wireText } from './wire.ts';

/** An operation with what the engine asks of it for each request, found once. */
export interface Task {
  readonly name: string;
  readonly index: number;
  readonly operation: Operation;
  readonly target: Target;
  readonly method: string;
  readonly captures: boolean;
  readonly care: Care | undefined;
  /** Its text on the wire, where that is the same for every request. */
  readonly constant: Constant | undefined;
}

export type Constant = Readonly<Record<'keep-alive' | 'fresh', string>>;

export function tasksOf(profile: Profile, targets: Targets): Task[] {
  return Object.entries(profile.operations).map(([name, operation], index) => {
    const method = operation.request.slice(0, operation.request.indexOf(' '));
    const target = targets.get(operation.service ?? profile.service)!;
    const constant = constantText(operation, target.host);
    return {
      name,
      index,
      operation,
      target,
      method,
      captures: needsBody(operation),
      care: careOf(operation),
      constant,
    };
  });
}

/** With no variable in it, neither in what is sent nor in what is expected, it is rendered once. */
function constantText(operation: Operation, host: string): Constant | undefined {
  // A payload may be large: its text is not to be held twice.
  if (operation.payload || JSON.stringify(operation).includes('${')) return undefined;
  const rendering = renderRequest(operation, {});
  if (!rendering.ok) return undefined;
  const { request } = rendering;
  return { 'keep-alive': wireText(request, host, 'keep-alive'), fresh: wireText(request, host, 'fresh') };
}
