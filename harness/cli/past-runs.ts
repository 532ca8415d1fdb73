import { existsSync, readdirSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { UsageError } from '../error.ts';
import { FORMATS, type ReadStored, readStored } from '../formats/index.ts';
import { Judgement, type PastRun, type UnreadableRun } from '../judge/index.ts';

/** Artifacts of a nightly lie a few folders deep: by date, by job, by run. */
const DEEPEST = 4;

/** Every run folder under a folder; itself, if it is one. Their paths are told from another. What looks like one and can't be read is told. */
export function pastRuns(folder: string, from: string): { runs: PastRun[]; unreadable: UnreadableRun[] } {
  if (!existsSync(folder) || !statSync(folder).isDirectory())
    throw new UsageError(
      'no-folder',
      `${folder}: expected a folder with run folders in it`,
      'certify makes them in runs/',
    );
  const runs: PastRun[] = [];
  const unreadable: UnreadableRun[] = [];
  for (const each of runFolders(folder, DEEPEST)) {
    const path = relative(from, each) || '.';
    const read = readVerdict(each);
    if (read.ok) runs.push({ path, report: existsSync(join(each, 'report.html')), judgement: read.value });
    else unreadable.push({ path, why: read.why });
  }
  return { runs, unreadable };
}

/** The judgement that a run folder holds. */
export function judgementIn(folder: string): Judgement {
  const read = readVerdict(folder);
  if (read.ok) return read.value;
  throw new UsageError(
    'not-a-run',
    `${folder}: ${read.why}`,
    'give a run folder; unbroken judge writes its verdict anew',
  );
}

function* runFolders(folder: string, depth: number): Generator<string> {
  if (existsSync(join(folder, 'plan.json')) || existsSync(join(folder, 'verdict.json'))) {
    yield folder;
    return;
  }
  if (depth === 0) return;
  const inside = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  for (const { name } of inside.toSorted((a, b) => (a.name < b.name ? -1 : 1)))
    yield* runFolders(join(folder, name), depth - 1);
}

function readVerdict(folder: string): ReadStored<Judgement> {
  const file = join(folder, 'verdict.json');
  if (!existsSync(file)) return { ok: false, why: 'it has no verdict.json: it was not judged, or is going on' };
  return readStored(FORMATS.verdict, file, Judgement);
}
