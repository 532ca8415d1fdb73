import { existsSync } from 'node:fs';
import { z } from 'zod';
import { type LabDescription, StrategyDescription } from '../../lab/index.ts';
import { Profile } from '../../traffic/index.ts';
import { readDocument } from '../documents/index.ts';
import { UsageError } from '../error.ts';
import { FORMATS, inCurrentFormat } from '../formats/index.ts';
import { type EventOf, type JournalEvent, readJournal } from '../journal/index.ts';
import { isSealed, tell, verify } from '../manifest/index.ts';
import { type Plan, Scenario } from '../plan/index.ts';
import type { RunFolder } from '../run/index.ts';

/** The first builds did not say it. */
const Said = z.object({ format: z.number().default(1) });
const Stored = z.object({
  scenario: Scenario,
  profile: Profile,
  /** null: the commands of services. Absent, from builds that knew nothing else: as the lab says. */
  strategy: StrategyDescription.nullable().optional(),
});

export interface StoredRun extends z.infer<typeof Stored> {
  readonly plan: Plan;
  readonly journal: JournalEvent[];
  readonly lab: EventOf<'run-started'>['lab'];
}

/** What a run was to do, as it was used, with what its command line changed, and how far it came. JSON is YAML. */
export function readStoredRun(folder: RunFolder): StoredRun {
  for (const name of ['plan.json', 'scenario.json', 'journal.ndjson'])
    if (!existsSync(folder.file(name)))
      throw new UsageError('not-a-run', `${folder.path}: expected a run folder, and there is no ${name} in it`);
  if (isSealed(folder.path)) {
    const [first] = verify(folder.path);
    if (first)
      throw new UsageError(
        'evidence-changed',
        `${folder.path}: ${tell(first)} since the run, so what is left to do can't be told from it`,
        'take the run folder from where it was kept at first; unbroken verify RUN tells all that differs',
      );
  }
  const journal = readJournal(folder.journal);
  const started = journal.find((event) => event.event === 'run-started');
  if (!started) throw new UsageError('not-a-run', `${folder.journal}: the run never started; nothing was changed`);
  const plan = folder.plan();
  const file = folder.file('scenario.json');
  inCurrentFormat(FORMATS.scenario, readDocument(file, Said), folder.path);
  return { ...readDocument(file, Stored), plan, journal, lab: started.lab };
}

/** What was decided before anything was touched. */
export function storeRun(
  folder: RunFolder,
  {
    plan,
    picture,
    scenario,
    profile,
    lab,
  }: Pick<StoredRun, 'plan' | 'scenario' | 'profile'> & { readonly picture: object; readonly lab: LabDescription },
): void {
  const text = (value: object): string => `${JSON.stringify(value, null, 2)}\n`;
  folder.writeAll({
    'plan.json': text(plan),
    'inventory.json': text({ format: 1, ...picture }),
    'scenario.json': text({ format: 1, scenario, profile, strategy: lab.strategy ?? null }),
  });
}
