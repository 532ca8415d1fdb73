import type { Incident, Judgement } from '../../harness/judge/index.ts';
import { count, counted, cut, type Markup, markup, moment } from '../words/index.ts';
import { identified } from './findings.ts';
import { aside, folded, name, section, stepLink } from './pieces.ts';
import { type Column, type Row, table } from './table.ts';

const SHOWN = 12;
const NAMED = 5;

const COLUMNS: readonly Column[] = [
  { head: 'From', kind: 'number' },
  { head: 'To', kind: 'number' },
  { head: 'Step' },
  { head: 'Node' },
  { head: 'Server' },
  { head: 'Requests', kind: 'number' },
  { head: 'Only followed', kind: 'number' },
  { head: 'What happened', kind: 'long' },
  { head: 'Findings' },
];

export const incidentsSection = (judgement: Judgement): Markup | false => {
  const { incidents, findings } = judgement;
  if (incidents.length === 0) return false;
  const ids = new Map(identified(judgement).map(({ id, finding }) => [finding, id]));
  const link = (index: number): Markup => {
    const finding = findings[index]!;
    return markup`<a href="#${ids.get(finding)}">${name(finding.class)}</a> `;
  };
  const row = (incident: Incident): Row => ({
    cells: [
      moment(incident.from),
      moment(incident.to),
      stepLink(incident.step),
      name(incident.node),
      name(incident.server),
      count(incident.requests),
      count(incident.dependent),
      cut(incident.sentence, 1200),
      incident.findings.slice(0, NAMED).map(link),
    ],
  });
  const rows = incidents.toSorted((a, b) => b.requests - a.requests).map(row);
  const rest = rows.slice(SHOWN);
  return section(
    'incidents',
    'Incidents',
    aside('Failures that depend on each other, told once with all that is known of their cause; the largest first.'),
    table('Failures with one cause', COLUMNS, rows.slice(0, SHOWN)),
    rest.length > 0 &&
      markup`<div class="rest">${folded(`Show ${counted(rest.length, 'smaller one')}`, table('Smaller incidents', COLUMNS, rest))}</div>`,
  );
};
