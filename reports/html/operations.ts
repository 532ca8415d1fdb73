import type { Evidence } from '../../harness/judge/index.ts';
import { isEvenlySpaced, rateInWords } from '../../harness/plan/index.ts';
import { operationAccounts } from '../account/index.ts';
import { count, duration, type Markup } from '../words/index.ts';
import { alarming, aside, name, section } from './pieces.ts';
import { FATES, table } from './table.ts';

export const operationsSection = ({ ledger, plan }: Evidence): Markup =>
  section(
    'operations',
    'Operations',
    aside(
      `Offered in all: ${rateInWords(plan)}, ${isEvenlySpaced(plan) ? 'evenly spaced' : 'at random moments (Poisson)'}, whether or not earlier ones were answered. Latency counts from the moment a request was meant to be sent.`,
    ),
    table(
      'Requests by operation',
      [{ head: 'Operation' }, { head: 'Fine', kind: 'number' }, ...FATES],
      operationAccounts(ledger).map(({ operation, outcomes, latencyMs }) => ({
        cells: [
          name(operation),
          count(outcomes.ok),
          alarming(outcomes.failed),
          alarming(outcomes.unknown, 'warm'),
          alarming(outcomes['not-sent'], 'warm'),
          duration(latencyMs?.p50),
          duration(latencyMs?.p99),
          duration(latencyMs?.max),
        ],
      })),
    ),
  );
