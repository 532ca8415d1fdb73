import type { Judgement, PastRun } from '../../harness/judge/index.ts';
import { inTime } from './in-time.ts';

/** Runs that can be held against each other: the same procedure on the same kind of lab. */
export interface Series {
  readonly title: string;
  /** Oldest first. */
  readonly runs: readonly PastRun[];
}

export const seriesOf = (runs: readonly PastRun[]): Series[] =>
  [...Map.groupBy(inTime(runs), ({ judgement }) => titleOf(judgement))]
    .map(([title, its]) => ({ title, runs: its }))
    .sort((a, b) => b.runs.length - a.runs.length || (a.title < b.title ? -1 : 1));

const titleOf = ({ upgrade }: Judgement): string =>
  [
    `${upgrade.scenario}, ${upgrade.order}, ${upgrade.lab.kind} lab`,
    ...upgrade.skipped.map((kind) => `without ${kind}`),
  ].join(', ');

/** What one step took, over the runs that have it. */
export interface StepTrend {
  readonly title: string;
  /** ms in each run, oldest first; null: not run, or not to its end. */
  readonly durations: readonly (number | null)[];
}

/** In the order of the newest run. Steps are the same when their titles are: ids move when a plan grows. */
export const stepTrends = ({ runs }: Series): StepTrend[] => {
  const titles = [
    ...new Set([...runs].reverse().flatMap(({ judgement }) => judgement.steps.map(({ title }) => title))),
  ];
  return titles.map((title) => ({
    title,
    durations: runs.map(({ judgement }) => {
      const its = judgement.steps.filter((step) => step.title === title && step.outcome === 'done' && step.to !== null);
      return its.length === 0 ? null : its.reduce((sum, { from, to }) => sum + (to! - from) / 1000, 0);
    }),
  }));
};

export interface CheckHistory {
  readonly name: string;
  readonly made: number;
  readonly failed: number;
  /** How often it was otherwise than in the run before. */
  readonly changes: number;
}

/** Checks that did not always come out alike, the most restless first. */
export const restlessChecks = ({ runs }: Series): CheckHistory[] => {
  const outcomes = new Map<string, string[]>();
  for (const { judgement } of runs)
    for (const { name, after } of judgement.checks)
      if (after !== null) outcomes.set(name, [...(outcomes.get(name) ?? []), after]);
  return [...outcomes]
    .map(([name, its]) => ({
      name,
      made: its.length,
      failed: its.filter((outcome) => outcome === 'failed').length,
      changes: its.filter((outcome, i) => i > 0 && outcome !== its[i - 1]).length,
    }))
    .filter(({ failed }) => failed > 0)
    .sort((a, b) => b.changes - a.changes || b.failed - a.failed || (a.name < b.name ? -1 : 1));
};

/** Of an odd count the middle one, of an even one the upper of the two: always a value that was measured. */
export const median = (values: readonly number[]): number | null =>
  values.length === 0 ? null : values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!;
