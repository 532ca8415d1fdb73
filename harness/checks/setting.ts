import { z } from 'zod';
import { LAB_MARK, LabDescription } from '../../lab/index.ts';

/** Before anything is touched, or after it. */
export const Occasion = z.enum(['before', 'after']);
export type Occasion = z.infer<typeof Occasion>;

/** What one run of checks is told. It goes by the environment, since Playwright starts processes of its own. */
const Setting = z.object({
  when: Occasion,
  /** Holds credentials, so it goes into no file: what a killed harness leaves behind must hold no secret. */
  lab: LabDescription,
  keepsakeFile: z.string(),
  /** Absolute paths. */
  files: z.array(z.string()),
  /** For what a check writes beside its result. */
  outputFolder: z.string(),
  limitSeconds: z.number().positive(),
});
export type Setting = z.infer<typeof Setting>;

const CHECKS = 'UNBROKEN_CHECKS';

/** The mark that everything of a lab carries lets `lab down` find checks whose harness was killed. */
export function settingToEnvironment(setting: Setting): Record<string, string> {
  return { [LAB_MARK]: setting.lab.id, [CHECKS]: JSON.stringify(setting) };
}

export function readSetting(environment: Readonly<Record<string, string | undefined>> = process.env): Setting {
  const text = environment[CHECKS];
  if (text === undefined)
    throw new Error('Checks are run by "unbroken check" or by a scenario, not by Playwright alone');
  return Setting.parse(JSON.parse(text));
}

/** The lab that is checked, at once: for files whose checks depend on what it has. */
export function describedLab(): LabDescription {
  return readSetting().lab;
}

/** `x.before.ts` is for before only, `x.after.ts` for after only, any other file for both. */
export function isFor(file: string, when: Occasion): boolean {
  const [, only] = /\.(before|after)\.m?ts$/.exec(file) ?? [];
  return only === undefined || only === when;
}
