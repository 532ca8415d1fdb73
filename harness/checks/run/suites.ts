import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { LabDescription } from '../../../lab/index.ts';
import { UsageError } from '../../error.ts';
import { isFor, type Occasion } from '../setting.ts';

const FOLDER = join(import.meta.dirname, '..', 'suites');

/** A suite is a folder named after the project that it checks; this one needs none. */
const EVERY_LAB = 'every-lab';

export const SUITES: readonly string[] = readdirSync(FOLDER).sort();

/** Those for which the lab has what they check. What does not apply is left out, not skipped. */
export function suitesFor({ services }: Pick<LabDescription, 'services'>, wanted?: readonly string[]): string[] {
  const unknown = wanted?.find((name) => !SUITES.includes(name));
  if (unknown !== undefined)
    throw new UsageError('suite-unknown', `no suite of checks "${unknown}"; there are: ${SUITES.join(', ')}`);
  const projects = Object.values(services).map(({ project }) => project);
  return (wanted ?? SUITES).filter((name) => name === EVERY_LAB || projects.includes(name));
}

export function filesOf(suites: readonly string[], when: Occasion): string[] {
  return suites.flatMap((suite) =>
    readdirSync(join(FOLDER, suite))
      .filter((file) => /\.(check|before|after)\.ts$/.test(file) && isFor(file, when))
      .sort()
      .map((file) => join(FOLDER, suite, file)),
  );
}
