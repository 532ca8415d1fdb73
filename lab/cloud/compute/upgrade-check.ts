import type { Rollcall } from '../rollcall/index.ts';
import type { Release } from './release.ts';
import { type Databases, isUpToDate, pendingRows } from './sync.ts';

/** The exit codes of the real tool. */
const CODES = { Success: 0, Warning: 1, Failure: 2 } as const;

export interface Check {
  readonly name: string;
  readonly result: keyof typeof CODES;
  readonly details: string | null;
}

/** What `nova-status upgrade check` of a release looks at before its processes may be started. */
export function checkUpgrade(databases: Databases, release: Release, rollcall: Pick<Rollcall, 'list'>): Check[] {
  const upToDate = isUpToDate(databases, release);
  const pending = upToDate ? pendingRows(databases, release) : 0;
  const computes = rollcall.list().filter(({ binary }) => binary === 'nova-compute');
  const tooOld = computes.filter(({ level }) => level < release.oldestLevel).map(({ host }) => host);
  const behind = computes.filter(({ level }) => level < release.level).map(({ host }) => host);
  return [
    upToDate
      ? success('Database Schemas')
      : {
          name: 'Database Schemas',
          result: 'Failure',
          details: 'Run nova-manage api_db sync and nova-manage db sync with the code of this release.',
        },
    pending === 0
      ? success('Online Data Migrations')
      : {
          name: 'Online Data Migrations',
          result: 'Warning',
          details: `${pending} rows are to be moved. Run nova-manage db online_data_migrations.`,
        },
    tooOld.length > 0
      ? {
          name: 'Older than N-1 computes',
          result: 'Failure',
          details: `Upgrade nova-compute on ${tooOld.join(', ')} to a release that this one can work with first.`,
        }
      : behind.length > 0
        ? {
            name: 'Older than N-1 computes',
            result: 'Warning',
            details: `nova-compute on ${behind.join(', ')} is of the release before: keep upgrade_levels compute=auto.`,
          }
        : success('Older than N-1 computes'),
  ];
}

const success = (name: string): Check => ({ name, result: 'Success', details: null });

export const exitCode = (checks: readonly Check[]) => Math.max(...checks.map(({ result }) => CODES[result]));

export function printChecks(checks: readonly Check[]): string {
  const blocks = checks.map(({ name, result, details }) => [
    `Check: ${name}`,
    `Result: ${result}`,
    `Details: ${details ?? 'None'}`,
  ]);
  const width = Math.max(...blocks.flat().map((line) => line.length), 'Upgrade Check Results'.length);
  const rule = `+${'-'.repeat(width + 2)}+`;
  const row = (line: string) => `| ${line.padEnd(width)} |`;
  return [rule, row('Upgrade Check Results'), rule, ...blocks.flatMap((block) => [...block.map(row), rule])].join('\n');
}
