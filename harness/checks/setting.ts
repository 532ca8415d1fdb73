import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { LabDescription } from '../../lab/index.ts';

/** Before anything is touched, or after it. */
export const Occasion = z.enum(['before', 'after']);
export type Occasion = z.infer<typeof Occasion>;

/** What one run of checks is told. It goes by the environment, since Playwright starts processes of its own. */
const Setting = z.object({
  when: Occasion,
  /** Holds credentials: readable by its owner only, and gone with the run. */
  labFile: z.string(),
  keepsakeFile: z.string(),
  /** Absolute paths. */
  files: z.array(z.string()),
  /** For what a check writes beside its result. */
  outputFolder: z.string(),
  limitSeconds: z.number().positive(),
});
export type Setting = z.infer<typeof Setting>;

const LAB_FILE = 'UNBROKEN_LAB_FILE';
const CHECKS = 'UNBROKEN_CHECKS';

export function settingToEnvironment({ labFile, ...rest }: Setting): Record<string, string> {
  return { [LAB_FILE]: labFile, [CHECKS]: JSON.stringify(rest) };
}

export function readSetting(environment: Readonly<Record<string, string | undefined>> = process.env): Setting {
  const text = environment[CHECKS];
  if (text === undefined)
    throw new Error('Checks are run by "unbroken check" or by a scenario, not by Playwright alone');
  return Setting.parse({ ...JSON.parse(text), labFile: environment[LAB_FILE] });
}

/** The lab that is checked, at once: for files whose checks depend on what it has. */
export function describedLab(): LabDescription {
  return LabDescription.parse(JSON.parse(readFileSync(readSetting().labFile, 'utf8')));
}

/** `x.before.ts` is for before only, `x.after.ts` for after only, any other file for both. */
export function isFor(file: string, when: Occasion): boolean {
  const [, only] = /\.(before|after)\.m?ts$/.exec(file) ?? [];
  return only === undefined || only === when;
}
