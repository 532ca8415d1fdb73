import { duration, moment } from '../../../words/index.ts';
import { endOf, kindOf, type Model, type Nearness, neighbours, sentOf } from '../model.ts';
import { placeText } from '../place.ts';
import type { View } from '../view.ts';
import { element } from './element.ts';

/** One request in full: its row, what the load balancers logged of it, its neighbours, and what the run did around it. */

const AROUND = 12;

const NEAR: Readonly<Record<Nearness, string>> = {
  this: 'this one',
  time: 'in time',
  client: 'same client',
  connection: 'same connection',
};

const took = ({ columns }: Model, row: number): string => {
  const end = endOf(columns, row);
  return end === null ? '–' : duration((end - columns.intended[row]!) / 1000);
};

const serverOf = ({ columns, state }: Model, row: number): string =>
  state.names.servers[columns.server[row]! - 1] ?? '–';

const versionOf = ({ columns, state }: Model, row: number): string =>
  state.names.versions[columns.version[row]! - 1] ?? '–';

const fate = (model: Model, row: number): string => (model.columns.outcome[row] === 0 ? 'ok' : kindOf(model, row));

export const linkTo = (model: Model, row: number, { from, to }: View): HTMLAnchorElement =>
  element('a', { href: placeText({ from, to, row: model.columns.sequence[row]! }) }, `#${model.columns.sequence[row]}`);

const facts = (model: Model, row: number): HTMLElement => {
  const { columns, state } = model;
  const { names } = state;
  const detail = model.detailOf(columns.sequence[row]!);
  const operation = columns.operation[row]!;
  const connection = columns.connection[row]!;
  const entries: readonly (readonly [string, string])[] = [
    ['Operation', `${names.operations[operation] ?? '?'} of ${names.services[operation] ?? '?'}`],
    ['Client', `session ${columns.session[row]}, ${names.lanes[columns.lane[row]!] ?? '?'}`],
    ['Connection', `${connection === 0 ? 'none' : connection}${detail ? `, request ${detail.turn} on it` : ''}`],
    ['Intended', moment(columns.intended[row])],
    ['Sent', moment(sentOf(columns, row))],
    ...(detail
      ? ([
          ['Connected', moment(detail.connected)],
          ['First byte', moment(detail.firstByte)],
        ] as const)
      : []),
    ['Ended', moment(endOf(columns, row))],
    ['Took', `${took(model, row)}, from the intended start`],
    ['Outcome', names.outcomes[columns.outcome[row]!] ?? '?'],
    ['Why', columns.outcome[row] === 0 ? '–' : kindOf(model, row)],
    ['Status', columns.status[row] === 0 ? '–' : String(columns.status[row])],
    ['Server', serverOf(model, row)],
    ['Version', versionOf(model, row)],
    ...(detail ? [['Bytes', String(detail.bytes)] as const] : []),
  ];
  return element(
    'dl',
    { class: 'pairs' },
    ...entries.flatMap(([term, value]) => [element('dt', {}, term), element('dd', {}, element('bdi', {}, value))]),
  );
};

const logged = (model: Model, row: number): HTMLElement => {
  const detail = model.detailOf(model.columns.sequence[row]!);
  const lines = detail?.log ?? [];
  const none =
    detail || model.columns.outcome[row] !== 0
      ? 'No line of it was kept.'
      : 'Lines are kept in this file for requests that were not fine; the run folder has them all.';
  return lines.length === 0
    ? element('p', { class: 'soft' }, none)
    : element('ul', { class: 'plain-list' }, ...lines.map((line) => element('li', { class: 'mono' }, line)));
};

const happened = ({ state, columns }: Model, row: number): HTMLElement => {
  const at = columns.intended[row]!;
  const nearest = state.happenings
    .toSorted(([a], [b]) => Math.abs(a - at) - Math.abs(b - at))
    .slice(0, AROUND)
    .sort(([a], [b]) => a - b);
  const offset = (t: number): string => `${t < at ? '−' : '+'}${duration(Math.abs(t - at) / 1000)}`;
  return element(
    'ul',
    { class: 'plain-list' },
    ...nearest.map(([t, text]) =>
      element(
        'li',
        { class: t < at ? 'before' : 'after' },
        element('span', { class: 'soft offset' }, offset(t)),
        element('bdi', {}, text),
      ),
    ),
  );
};

const around = (model: Model, target: number, view: View): HTMLElement => {
  const { columns, state } = model;
  const heads = ['Request', 'Intended', 'Took', 'Operation', 'Outcome', 'Server', 'Version', 'Near'];
  const rows = neighbours(model, target).map(({ row, near }) => {
    const cells: readonly (Node | string)[] = [
      moment(columns.intended[row]),
      took(model, row),
      state.names.operations[columns.operation[row]!] ?? '?',
      element('span', columns.outcome[row] === 0 ? {} : { class: 'hot' }, fate(model, row)),
      serverOf(model, row),
      versionOf(model, row),
      near.map((each) => NEAR[each]).join(', '),
    ];
    return element(
      'tr',
      row === target ? { 'aria-current': 'true' } : {},
      element('th', { scope: 'row' }, linkTo(model, row, view)),
      ...cells.map((cell) => element('td', {}, element('bdi', {}, cell))),
    );
  });
  return element(
    'div',
    { class: 'scroll', role: 'region', 'aria-label': 'Requests around this one', tabindex: '0' },
    element(
      'table',
      {},
      element('thead', {}, element('tr', {}, ...heads.map((head) => element('th', { scope: 'col' }, head)))),
      element('tbody', {}, ...rows),
    ),
  );
};

export const requestTitle = (model: Model, row: number): string =>
  `Request ${model.columns.sequence[row]}: ${fate(model, row)}`;

export const requestParts = (model: Model, row: number, view: View): readonly HTMLElement[] => {
  const part = (title: string, content: HTMLElement): HTMLElement =>
    element('section', {}, element('h4', {}, title), content);
  return [
    part('In the ledger', facts(model, row)),
    part('In the load balancers’ logs', logged(model, row)),
    part('Requests around it', around(model, row, view)),
    part('What the run did around it', happened(model, row)),
  ];
};
