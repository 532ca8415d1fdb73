import type { Judgement } from '../../harness/judge/index.ts';
import { brief, count, type Markup, markup } from '../words/index.ts';
import { aside, name, nothing, section } from './pieces.ts';
import { table } from './table.ts';

type Cell = Judgement['coverage'][number];

const columnOf = ({ server, version }: Cell): string => JSON.stringify([server, version]);

const byNumber = new Intl.Collator('en', { numeric: true });

/** Which operation was answered by which server in which version. A zero is something that was not tried. */
export const coverageSection = ({ coverage }: Judgement): Markup => {
  const title = 'Coverage';
  if (coverage.length === 0) return section('coverage', title, nothing('No answer named its server.'));
  return section(
    'coverage',
    title,
    aside(
      'Answers by operation, server and version. A zero was never seen and so is not proved. A dot stands where there is nothing to see: some operations tell a version, others do not.',
    ),
    [...Map.groupBy(coverage, ({ service }) => service)].map(([service, cells]) => matrix(service, cells)),
  );
};

/** A service's operations can only be answered by its own servers. */
const matrix = (service: string, coverage: readonly Cell[]): Markup => {
  const operations = [...Map.groupBy(coverage, ({ operation }) => operation)];
  const columns = [...Map.groupBy(coverage, columnOf)]
    .map(([key, [cell]]) => ({ key, ...cell! }))
    .sort((a, b) => byNumber.compare(a.server, b.server) || byNumber.compare(a.version ?? '', b.version ?? ''));
  const heads = columns.map(({ server, version }) => ({
    head: markup`${name(server)}<br>${name(version, 'version not told')}`,
    kind: 'number' as const,
  }));
  const responses = (cells: readonly Cell[], column: (typeof columns)[number]): Markup => {
    const sum = cells.filter((cell) => columnOf(cell) === column.key).reduce((all, cell) => all + cell.responses, 0);
    if (sum > 0) return markup`${count(sum)}`;
    const tells = cells.some(({ version }) => version !== null);
    return tells === (column.version !== null)
      ? markup`<span class="warm">0</span>`
      : markup`<span class="zero">·</span>`;
  };
  return table(
    `Answers of ${brief(service, 80)} by operation, server and version`,
    [{ head: 'Operation' }, ...heads],
    operations.map(([operation, cells]) => ({
      cells: [name(operation), ...columns.map((column) => responses(cells, column))],
    })),
  );
};
