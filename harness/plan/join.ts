import { isDeepStrictEqual } from 'node:util';
import { UsageError } from '../error.ts';
import type { Composition, Scenario, StageOfScenario, TempestOfScenario } from './scenario.ts';

/** One scenario that goes through others. Limits, pace and order are the whole's; their own are not looked at. */
export function joinScenarios(whole: Composition, parts: readonly Scenario[]): Scenario {
  const { include: _, ...own } = whole;
  const tempest = own.tempest ?? joinTempest(parts.flatMap((part) => part.tempest ?? []));
  return {
    ...own,
    ...(tempest ? { tempest } : {}),
    traffic: [...new Set(parts.flatMap(({ traffic }) => traffic))],
    gates: joinRecords(
      'gates',
      parts.map(({ gates }) => gates),
    ),
    stages: parts.flatMap(({ scenario, stages }) => stages.map((stage) => named(scenario, stage))),
  };
}

function joinTempest(parts: readonly TempestOfScenario[]): TempestOfScenario | undefined {
  if (parts.length === 0) return undefined;
  return {
    include: [...new Set(parts.flatMap(({ include }) => include))],
    exclude: parts.flatMap(({ exclude }) => exclude),
    when: [...new Set(parts.flatMap(({ when }) => when))],
    limitSeconds: parts.reduce((sum, { limitSeconds }) => sum + limitSeconds, 0),
  };
}

/** Says whose stage it is: there is a controller1 in each part, and a reading after the upgrade. */
function named(scenario: string, stage: StageOfScenario): StageOfScenario {
  const of = (title: string | undefined) => (title === undefined ? scenario : `${scenario}: ${title}`);
  if (!('once' in stage)) return { ...stage, title: of(stage.title) };
  const once = stage.once.map((step) => ('audit' in step ? { audit: `${step.audit} (${scenario})` } : step));
  return { ...stage, once, title: of(stage.title ?? 'once') };
}

/** What several parts define alike is one thing; what they define differently can't be joined. */
export function joinRecords<Value>(
  what: string,
  records: readonly Readonly<Record<string, Value>>[],
  join: (one: Value, other: Value) => Value | undefined = (one, other) =>
    isDeepStrictEqual(one, other) ? one : undefined,
): Record<string, Value> {
  const joined: Record<string, Value> = {};
  for (const [name, value] of records.flatMap((record) => Object.entries(record))) {
    const known = joined[name];
    const both = known === undefined ? value : join(known, value);
    if (both === undefined)
      throw new UsageError(
        'parts-conflict',
        `${what}: expected one definition of "${name}" in all that are joined, got two that differ`,
        'rename one of them, or make them the same',
      );
    joined[name] = both;
  }
  return joined;
}
