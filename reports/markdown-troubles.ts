import type { Judgement } from '../harness/judge/index.ts';
import { plain, table } from './plain.ts';
import { count, counted, duration } from './words/index.ts';

const INCIDENTS = 10;

/** Failures with one cause, the largest first. */
export const incidents = ({ incidents: told }: Judgement): readonly string[] => {
  if (told.length === 0) return [];
  const shown = told.toSorted((a, b) => b.requests - a.requests).slice(0, INCIDENTS);
  const more = told.length > shown.length ? [`${told.length - shown.length} more are in the report.`, ''] : [];
  return ['### Incidents', '', ...shown.map(({ sentence }) => `- ${plain(sentence, 1200)}`), '', ...more];
};

const RECONCILED = {
  exact: 'exact',
  explained: 'all differences explained',
  unexplained: 'NOT explained',
  'not-measured': 'not measured',
} as const;

export const reconciliation = ({ reconciliation: told }: Judgement): readonly string[] => {
  if (!told) return [];
  const rows = told.differences.map(({ class: kind, explained, count: cases, sentence }) => [
    plain(kind),
    explained ? 'yes' : '**no**',
    count(cases),
    plain(sentence, 400),
  ]);
  return [
    `Reconciliation of ${counted(told.sent, 'request')} with load balancers and services: ${RECONCILED[told.status]}.`,
    '',
    ...(rows.length > 0 ? table(['Difference', 'Explained', 'Cases', 'What'], rows) : []),
  ];
};

/** Of whole services, and only where there was any. */
export const disturbances = ({ serviceOutages, brownOuts, stalls }: Judgement): readonly string[] => {
  const told: readonly (readonly [string, number, number])[] = [
    ['nothing succeeded', serviceOutages.length, Math.max(0, ...serviceOutages.map(({ lowerMs }) => lowerMs))],
    [
      'some failed and others did not',
      brownOuts.length,
      Math.max(0, ...brownOuts.map(({ from, to }) => (to - from) / 1000)),
    ],
    ['answers came late', stalls.length, Math.max(0, ...stalls.map(({ from, to }) => (to - from) / 1000))],
  ];
  const rows = told.filter(([, times]) => times > 0);
  if (rows.length === 0) return [];
  return table(
    ['Whole services', 'Times', 'Longest'],
    rows.map(([what, times, longest]) => [what, count(times), duration(longest)]),
  );
};
