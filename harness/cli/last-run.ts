import { existsSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Plan } from '../plan/index.ts';
import { RunFolder } from '../run/index.ts';
import { judgementIn } from './past-runs.ts';

/** Whoever runs many different plans does not wait until all of them were read. */
const LOOKED_AT = 30;

/** Step → ms that it took the last time that this plan was taken to its end, among the runs beside this one. */
export function usualDurations(run: RunFolder, plan: Plan): ReadonlyMap<string, number> {
  const stages = JSON.stringify(plan.stages);
  for (const path of newestBeside(run)) {
    const took = durationsIn(path, stages);
    if (took) return took;
  }
  return new Map();
}

/** Run folders are named after the moment when they were made. */
function newestBeside({ path, name }: RunFolder): string[] {
  const names = readdirSync(dirname(path)).filter((each) => each !== name);
  const runs = names.filter((each) => existsSync(join(dirname(path), each, 'verdict.json')));
  return runs
    .sort()
    .reverse()
    .slice(0, LOOKED_AT)
    .map((each) => join(dirname(path), each));
}

/** A folder that can't be read has nothing to tell here. */
function durationsIn(path: string, stages: string): Map<string, number> | undefined {
  try {
    if (JSON.stringify(new RunFolder(path).plan().stages) !== stages) return undefined;
    const { ended, steps } = judgementIn(path);
    if (ended !== 'completed') return undefined;
    return new Map(steps.flatMap(({ step, from, to }) => (to === null ? [] : [[step, (to - from) / 1000] as const])));
  } catch {
    return undefined;
  }
}
