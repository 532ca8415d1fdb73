import type { Cell, Silence } from './cell.ts';
import { isShared } from './names.ts';
import type { InventoryRow } from './row.ts';

/** Something that does not fit together. Each is a reason to look before anything is touched. */
export interface Finding {
  readonly code:
    | 'source-silent'
    | 'backend-unknown'
    | 'host-unknown'
    | 'service-down'
    | 'out-of-rotation'
    | 'sources-disagree'
    | 'restart-pending'
    | 'mixed-versions'
    | 'node-without-inventory';
  readonly service: string | null;
  readonly node: string | null;
  readonly message: string;
}

/** Sources by what they can know. */
export const DESCRIPTION = 'description';
export const BALANCER = 'haproxy';
const isBalancer = ({ source }: InventoryRow) => source === BALANCER || source.startsWith(`${BALANCER} `);
const isDescription = ({ source }: InventoryRow) => source === DESCRIPTION;
const isWitness = (row: InventoryRow) => !isBalancer(row) && !isDescription(row);

export function findingsOf(
  cells: readonly Cell[],
  { nodes, silent = [] }: { readonly nodes?: readonly string[]; readonly silent?: readonly Silence[] },
): Finding[] {
  const here = nodes ?? nodesOf(cells);
  return [
    ...silent.map(({ source, reason }) =>
      finding('source-silent', null, null, `${source} could not be asked: ${reason}`),
    ),
    ...cells.flatMap((cell) => [
      ...unknown(cell, here),
      ...rotation(cell),
      ...disagreement(cell),
      ...down(cell, cells),
    ]),
    ...mixedVersions(cells),
    ...here
      .filter((node) => !cells.some((cell) => cell.node === node && cell.rows.some(isWitness)))
      .map((node) =>
        finding(
          'node-without-inventory',
          null,
          node,
          `${node} is described, but no inventory knows anything that runs there`,
        ),
      ),
  ];
}

const finding = (code: Finding['code'], service: string | null, node: string | null, message: string): Finding => ({
  code,
  service,
  node,
  message,
});
const about = ({ service, node }: Cell, code: Finding['code'], message: string) =>
  finding(code, service, node, `${service} on ${node}: ${message}`);

const nodesOf = (cells: readonly Cell[]) => [
  ...new Set(cells.filter(({ rows }) => rows.some(isDescription)).map(({ node }) => node)),
];

function unknown(cell: Cell, nodes: readonly string[]): Finding[] {
  if (cell.rows.every(isBalancer))
    return [about(cell, 'backend-unknown', 'a load balancer sends requests there, but no inventory knows it')];
  if (nodes.length > 0 && !nodes.includes(cell.node) && !isShared(cell.node))
    return [about(cell, 'host-unknown', `${cell.node} is no node of the lab, and will not be upgraded`)];
  return [];
}

function rotation(cell: Cell): Finding[] {
  const runs = cell.rows.some((row) => isWitness(row) && row.state === 'up');
  const out = cell.rows.filter((row) => isBalancer(row) && (!row.enabled || row.state === 'down'));
  if (!runs) return [];
  return out.map(({ source, state }) =>
    about(
      cell,
      'out-of-rotation',
      `it runs, but ${source} ${state === 'down' ? 'takes it for down' : 'sends it nothing'}`,
    ),
  );
}

function disagreement(cell: Cell): Finding[] {
  const say = (state: InventoryRow['state']) =>
    cell.rows.filter((row) => isWitness(row) && row.state === state).map(({ source }) => source);
  const [up, fallen] = [say('up'), say('down')];
  return [
    ...(up.length > 0 && fallen.length > 0
      ? [about(cell, 'sources-disagree', `up by ${up.join(', ')}; down by ${fallen.join(', ')}`)]
      : []),
    ...(cell.versions.length > 1
      ? [about(cell, 'restart-pending', `${cell.rows.flatMap(said).join('; ')}: what is installed is not what runs`)]
      : []),
  ];
}

const said = ({ version, source }: InventoryRow) => (version === null ? [] : [`${version} by ${source}`]);

function down(cell: Cell, cells: readonly Cell[]): Finding[] {
  if (cell.state !== 'down' || cell.rows.some((row) => isWitness(row) && row.state === 'up')) return [];
  if (!cell.rows.some((row) => isWitness(row) && row.state === 'down')) return [];
  // Active/passive: while the shared name is up, the ones that wait for their turn are meant to be stopped.
  const elsewhere = cells.some(
    ({ service, node, state }) => service === cell.service && isShared(node) && state === 'up',
  );
  return elsewhere && !isShared(cell.node) ? [] : [about(cell, 'service-down', 'it should run and does not')];
}

function mixedVersions(cells: readonly Cell[]): Finding[] {
  return [...Map.groupBy(cells, ({ service }) => service)].flatMap(([service, group]) => {
    const nodes = Map.groupBy(
      group.flatMap(({ node, versions }) => versions.map((version) => ({ node, version }))),
      ({ version }) => version,
    );
    if (nodes.size < 2) return [];
    const parts = [...nodes].map(([version, where]) => `${version} on ${where.map(({ node }) => node).join(', ')}`);
    return [finding('mixed-versions', service, null, `${service}: ${parts.join('; ')}`)];
  });
}
