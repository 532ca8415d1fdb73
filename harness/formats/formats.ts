import type { Format } from './format.ts';

/** As the first published version writes it. A change of meaning makes the next format, with a migration from this one. */
const first = (file: string): Format => ({ file, oldest: 1, migrations: [], dropped: {} });

/** The files of a run folder, and of a night, that are read again. docs/formats.md says what may change within a format. */
export const FORMATS = {
  verdict: first('verdict.json'),
  plan: first('plan.json'),
  scenario: first('scenario.json'),
  journal: first('journal.ndjson'),
  manifest: first('manifest.json'),
  night: first('night.json'),
} as const satisfies Record<string, Format>;
