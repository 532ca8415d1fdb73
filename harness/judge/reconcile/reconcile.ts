import type { Ledger } from '../../../traffic/ledger/index.ts';
import type { AccessLog } from '../../access/index.ts';
import { exhibit } from '../exhibit.ts';
import type { Discrepancy, Reconciliation } from '../judgement.ts';
import { begun } from '../measure/index.ts';
import type { Member } from '../rotation/index.ts';
import type { Attribution, Break, Events, StepRun } from '../timeline/index.ts';
import { clientCounted } from './client.ts';
import { countedBetween } from './counters.ts';
import { countLines } from './lines.ts';
import { type Matching, matchLines } from './match.ts';
import { compareRows, type Disagreement } from './rows.ts';
import { ROWS, requestsThat } from './sentences.ts';
import { servedBy } from './served.ts';
import { totalDifferences } from './totals.ts';

interface Evidence {
  readonly ledger: Ledger;
  readonly access: AccessLog | null;
  readonly events: Events;
  readonly steps: readonly StepRun[];
  readonly stepAt: Attribution;
  readonly breaks: readonly Break[];
  readonly members: readonly Member[];
  readonly balancers: readonly string[];
}

export interface Reconciled {
  readonly told: Reconciliation;
  /** null: there is no log. */
  readonly matching: Matching | null;
}

/**
 * The recorder's account of its requests against those of the load balancers (their log, line by line, and their
 * counters) and of the services. Whatever differs is of a kind that is understood, or is not explained.
 */
export function reconcile(evidence: Evidence, sending: Uint32Array): Reconciled {
  const { ledger, access, events, balancers, breaks } = evidence;
  const client = clientCounted(ledger);
  const span = { from: sending.length > 0 ? begun(ledger, sending[0]!) : 0, to: client.over };
  const counted = countedBetween(events.of('counters'), balancers, span);
  const told = {
    sent: client.sent,
    answered: client.answered,
    counted: counted?.requests ?? null,
    countedAnswers: counted?.answers.reduce((sum, count) => sum + count, 0) ?? null,
  };
  // Without a log nobody can tell the recorder's requests from others', so the counters prove nothing either.
  if (!access || access.count === 0)
    return {
      matching: null,
      told: { status: 'not-measured', ...told, logged: null, others: null, served: [], absorbed: [], differences: [] },
    };

  const matching = matchLines(ledger, access);
  const rows = compareRows(ledger, access, matching, breaks);
  const lines = countLines(access, evidence.steps, evidence.stepAt);
  const countOf = (name: Disagreement): number => rows.get(name)?.count ?? 0;
  const others = Object.values(access.others)
    .flatMap((byFrontend) => Object.values(byFrontend))
    .reduce((sum, count) => sum + count, 0);
  const silent = countOf('silent-close') + countOf('given-up-untold') + countOf('unkept');
  const missing = countOf('line-missing');
  const served = servedBy(events.of('served'), evidence.members, lines, silent + missing, span);
  const whole = isWholeLedger(ledger);
  const totals = totalDifferences({
    counted,
    served,
    answers: client.answers,
    matched: access.count - matching.rowless.length,
    strangers: others + matching.rowless.length,
    silent,
    missing,
    unread: access.unread,
    whole,
    breaks,
  });
  const byRow = [...rows].map(([name, { count, rows: first }]): Discrepancy => {
    const known = totals.explains.get(name);
    const { explained, says } = ROWS[name];
    return {
      class: name,
      explained: explained || known !== undefined,
      count,
      sentence: [requestsThat(count, says), ...(known ? [known] : [])].join(' '),
      exhibits: first.map((row) => exhibit(ledger, row)),
    };
  });
  const differences = [...byRow, ...byLine(matching, whole), ...totals.differences];
  differences.sort((a, b) => Number(a.explained) - Number(b.explained) || (a.class < b.class ? -1 : 1));
  return {
    matching,
    told: {
      status: differences.length === 0 ? 'exact' : differences[0]!.explained ? 'explained' : 'unexplained',
      ...told,
      logged: access.count,
      others,
      served: served.map(({ lines: _, ...told }) => told),
      absorbed: lines.absorbed,
      differences,
    },
  };
}

const isWholeLedger = ({ health: { missing, sealed, damage } }: Ledger): boolean =>
  sealed && missing.length === 0 && damage.length === 0;

/** Lines without a row belong to what a damaged ledger has lost, or to nobody. */
function byLine({ rowless, repeated }: Matching, whole: boolean): Discrepancy[] {
  const differences: Discrepancy[] = [];
  if (rowless.length > 0)
    differences.push({
      class: 'line-without-row',
      explained: !whole,
      count: rowless.length,
      sentence: `${requestsThat(rowless.length, 'stand in the load balancers’ log and not in the ledger')}${whole ? '' : ' The ledger is not whole.'}`,
      exhibits: [],
    });
  if (repeated.length > 0)
    differences.push({
      class: 'logged-twice',
      explained: false,
      count: repeated.length,
      sentence: requestsThat(repeated.length, 'were logged once more by the same back end: something sent them again'),
      exhibits: [],
    });
  return differences;
}
