import type { Exhibit } from '../../harness/judge/index.ts';
import { duration, type Markup, markup, moment } from '../words/index.ts';
import { name } from './pieces.ts';
import { type Column, table } from './table.ts';

const COLUMNS: readonly Column[] = [
  { head: 'Request', kind: 'number' },
  { head: 'Intended', kind: 'number' },
  { head: 'Sent', kind: 'number' },
  { head: 'Ended', kind: 'number' },
  { head: 'Took', kind: 'number' },
  { head: 'Operation' },
  { head: 'Lane' },
  { head: 'Session', kind: 'number' },
  { head: 'Outcome' },
  { head: 'Why' },
  { head: 'Status', kind: 'number' },
  { head: 'Server' },
  { head: 'Version' },
];

const took = ({ intended, end }: Exhibit): string => (end === null ? '–' : duration((end - intended) / 1000));

const outcome = ({ outcome: word }: Exhibit): Markup =>
  word === 'ok' ? markup`ok` : markup`<span class="hot">${name(word)}</span>`;

/** Single requests, as the ledger has them. */
export const requestTable = (caption: string, requests: readonly Exhibit[]): Markup =>
  table(
    caption,
    COLUMNS,
    requests.map((request) => ({
      cells: [
        markup`<span data-request="${request.sequence}">#${request.sequence}</span>`,
        moment(request.intended),
        moment(request.sent),
        moment(request.end),
        took(request),
        name(request.operation),
        name(request.lane),
        String(request.session),
        outcome(request),
        request.failure === 'none' ? '–' : name(request.failure),
        request.status ?? '–',
        name(request.server),
        name(request.version),
      ],
    })),
  );
