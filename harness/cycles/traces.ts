import type { Profile } from '../../traffic/index.ts';
import type { Caller } from '../calls/index.ts';
import type { Calls } from './life.ts';

type Steps = Profile['cycles'][string]['steps'];

/** How what a cycle made is taken away, wherever in its life it stands: the deletions that its life ends with. */
export function endOf(steps: Steps, { operations }: Profile): Steps {
  const keeps = (step: Steps[number]) => 'call' in step && !operations[step.call]?.request.startsWith('DELETE ');
  return steps
    .slice(steps.findLastIndex(keeps) + 1)
    .filter((step, index, all) => 'call' in step || hasCall(all, index));
}

/** A wait for what was made before the first deletion is none for its end. */
function hasCall(steps: Steps, before: number): boolean {
  return steps.slice(0, before).some((step) => 'call' in step);
}

/**
 * The names of the values that these steps need and that calls before them have to give. What the lab or a log-in gives
 * is known anyway, and secret.
 */
export function neededBy(steps: Steps, profile: Profile, given: readonly string[]): string[] {
  const operations = steps.map((step) => profile.operations[called(step)]);
  const fromLogin = profile.login.flatMap((name) => Object.keys(profile.operations[name]?.keep ?? {}));
  const named = [...JSON.stringify(operations).matchAll(/\$\{(\w+)\}/g)].map(([, name]) => name!);
  return [...new Set(named)].filter((name) => name !== 'mark' && ![...given, ...fromLogin].includes(name));
}

/** The same caller, watched: tells whenever it has come to know more of what it takes to undo its doings. */
export function traced(
  caller: Caller,
  needed: readonly string[],
  onKnown: (variables: Record<string, string>) => void,
): Calls {
  // What is deleted by its mark alone is known with the first call.
  let told = needed.length > 0 ? '{}' : '';
  return {
    async call(name, signal) {
      const result = await caller.call(name, signal);
      const known = Object.fromEntries(needed.flatMap((one) => pair(one, caller.fill(`\${${one}}`))));
      const text = JSON.stringify(known);
      if (text !== told) onKnown(known);
      told = text;
      return result;
    },
  };
}

function called(step: Steps[number]): string {
  return 'call' in step ? step.call : step.until;
}

function pair(name: string, filled: ReturnType<Caller['fill']>): [string, string][] {
  return filled.ok ? [[name, filled.text]] : [];
}
