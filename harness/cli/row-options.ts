import { existsSync } from 'node:fs';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { FAILURES, type FailureClass, OUTCOMES, type Outcome } from '../../traffic/ledger/index.ts';
import { UsageError } from '../error.ts';
import { type JournalEvent, readJournalRecord } from '../journal/index.ts';
import { attribution, indexEvents, stepRuns } from '../judge/index.ts';
import { unknown, type Wanted } from '../rows/index.ts';
import type { RunFolder } from '../run/index.ts';
import { nonNegative, whole } from './options.ts';

/** Which rows of a ledger are wanted, asked for in the same words by every command that shows some. */
export interface RowOptions {
  readonly failed?: boolean;
  readonly outcome?: readonly Outcome[];
  readonly class?: readonly FailureClass[];
  readonly operation?: readonly string[];
  readonly service?: readonly string[];
  readonly lane?: readonly string[];
  readonly server?: readonly string[];
  readonly version?: readonly string[];
  readonly session?: readonly number[];
  readonly connection?: readonly number[];
  readonly sequence?: readonly [first: number, last: number];
  readonly from?: number;
  readonly to?: number;
  readonly step?: string;
}

const FILTERS: readonly (keyof RowOptions)[] = [
  ...(['failed', 'outcome', 'class', 'operation', 'service', 'lane', 'server', 'version'] as const),
  ...(['session', 'connection', 'sequence', 'from', 'to', 'step'] as const),
];

export function addRowOptions(command: Command): Command {
  return command
    .option('--failed', 'those that failed, or whose answer never came: --outcome failed,unknown')
    .addOption(new Option('--outcome <names>', OUTCOMES.join(', ')).argParser(namesAmong(OUTCOMES)))
    .addOption(new Option('--class <names>', 'class of failure').argParser(namesAmong(FAILURES)))
    .option('--operation <names>', 'comma-separated, like every list here', words)
    .option('--service <names>', 'services that were called', words)
    .option('--lane <names>', 'how they were connected', words)
    .option('--server <names>', 'who answered; "none": nobody said', words)
    .option('--version <versions>', 'which version the answer told; "none": none', words)
    .option('--session <numbers>', 'clients', numbers)
    .option('--connection <numbers>', 'connections', numbers)
    .option('--sequence <n[..m]>', 'requests by number', range)
    .option('--from <seconds>', 'begun then or later, since the start of the run', nonNegative)
    .option('--to <seconds>', 'begun before', nonNegative)
    .option('--step <id>', 'begun in this step of the plan');
}

export function isFiltered(options: RowOptions): boolean {
  return FILTERS.some((name) => options[name] !== undefined);
}

export function wantedRows(folder: RunFolder, options: RowOptions): Wanted {
  const { operation, service, lane, server, version, session, connection, sequence, from = 0, step } = options;
  const to = options.to ?? Number.POSITIVE_INFINITY;
  if (from >= to) throw new UsageError('span-empty', `--from ${from} is not before --to ${to}`);
  const failed = options.failed ? (['failed', 'unknown'] as const) : undefined;
  return {
    ...{ operation, service, lane, server, version, session, connection, sequence },
    outcome: failed ? failed.filter((name) => options.outcome?.includes(name) ?? true) : options.outcome,
    failure: options.class,
    began: from > 0 || Number.isFinite(to) ? [from * 1e6, to * 1e6] : undefined,
    during: step === undefined ? undefined : duringStep(folder, step),
  };
}

/** What could be read of a run's journal: none where the run has none yet. */
export function journalOf(folder: RunFolder): JournalEvent[] {
  return existsSync(folder.journal) ? readJournalRecord(folder.journal).events : [];
}

function duringStep(folder: RunFolder, id: string): (moment: number) => boolean {
  const events = indexEvents(journalOf(folder));
  const steps = stepRuns(folder.plan(), events);
  const wanted = steps.findIndex((step) => step.id === id);
  const names = steps.map((step) => step.id);
  if (wanted === -1) throw unknown('step', id, names);
  const stepAt = attribution(steps, events);
  return (moment) => stepAt(moment) === wanted;
}

const words = (text: string): string[] => text.split(',');
const numbers = (text: string): number[] => words(text).map(whole);

function namesAmong<Name extends string>(known: readonly Name[]): (text: string) => Name[] {
  const isKnown = (name: string): name is Name => (known as readonly string[]).includes(name);
  return (text) =>
    words(text).map((name) => {
      if (!isKnown(name)) throw new InvalidArgumentError(`Unknown "${name}"; there are: ${known.join(', ')}.`);
      return name;
    });
}

function range(text: string): [number, number] {
  const [first, last = first, ...more] = text.split('..').map(whole);
  if (first === undefined || last === undefined || more.length > 0 || first > last)
    throw new InvalidArgumentError('Expected a number, or two like 10..20.');
  return [first, last];
}
