import { formatVersion } from '../../../traffic/ledger/index.ts';
import { LEVELS, type Level } from '../../plan/index.ts';
import type { Context } from '../context.ts';
import { exhibit } from '../exhibit.ts';
import type { Finding } from '../judgement.ts';
import { begun, ended, type VersionOrder } from '../measure/index.ts';
import { moment, plural, span } from '../wording.ts';
import { finding, naming, placeOf } from './finding.ts';

const SCOPES: Record<Level, string> = {
  connection: 'on one connection',
  session: 'within one session',
  'real-time': 'across all clients',
};

/** Responses that told an older version than one that was complete before they were asked for. */
export function versionOrder(context: Context): Finding[] {
  const results = context.versionOrder();
  return LEVELS.flatMap((level) => tell(context, level, results[level]));
}

function tell(context: Context, level: Level, { violations, pair, last }: VersionOrder): Finding[] {
  if (!pair) return [];
  const { ledger, steps, stepOf, plan, breaks } = context;
  const step = steps[stepOf[pair.older]!];
  // Each level implies those before it: whoever claims one claims them too.
  const claimed = LEVELS.indexOf(level) <= LEVELS.indexOf(plan.level);
  const told = (row: number): string => formatVersion(ledger.names.versions[ledger.version[row]! - 1]!);
  const server = (row: number): string | null => ledger.names.servers[ledger.server[row]! - 1] ?? null;
  const by = (row: number): string => (server(row) ? ` by ${server(row)}` : '');
  const apart = begun(ledger, pair.older) - ended(ledger, pair.newer);
  const unwatched = breaks.some(({ to }) => to > ended(ledger, pair.newer) && to <= begun(ledger, pair.older));
  return [
    finding({
      class: 'version-order',
      severity: claimed ? 'refuse' : 'inform',
      title: `Versions went back ${SCOPES[level]}: ${plural(violations, 'response')}`,
      detail: [
        `First in ${naming(step)}: ${told(pair.newer)} had been answered${by(pair.newer)}, complete at ${moment(ended(ledger, pair.newer))};`,
        `a request sent ${span(apart)} after that was answered with ${told(pair.older)}${by(pair.older)}.`,
        unwatched
          ? 'The run was broken off in between and taken up again: what it had put in users’ way was taken back, or nobody saw it change.'
          : 'Both releases were in rotation at once, so whoever asked twice could meet the new one and then the old one.',
        claimed
          ? `The claimed level is ${plan.level}.`
          : `Only ${plan.level} order was claimed, so this does not refuse.`,
      ].join(' '),
      ...placeOf(context, step, server(pair.older)),
      from: begun(ledger, pair.older),
      to: begun(ledger, last),
      count: violations,
      exhibits: [exhibit(ledger, pair.newer), exhibit(ledger, pair.older)],
    }),
  ];
}
