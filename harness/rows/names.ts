import { formatVersion, type Ledger } from '../../traffic/ledger/index.ts';
import { UsageError } from '../error.ts';

/** What a request may be asked for by name, and the numbers that stand for each name in a ledger's column. */
export type Named = 'operation' | 'service' | 'lane' | 'server' | 'version';

/** Of servers and versions: the answer named none. */
const UNNAMED = 'none';

export function namesOf({ names }: Ledger, kind: Named): readonly string[] {
  if (kind === 'operation') return names.operations;
  if (kind === 'service') return names.services;
  if (kind === 'lane') return names.lanes;
  return [UNNAMED, ...(kind === 'server' ? names.servers : names.versions.map(formatVersion))];
}

/** With `growing`, servers and versions may still come that are not known yet. */
export function valuesOf(ledger: Ledger, kind: Named, wanted: readonly string[], growing: boolean): number[] {
  const names = namesOf(ledger, kind);
  const mayCome = growing && (kind === 'server' || kind === 'version');
  return wanted.flatMap((name) => {
    const values = names.flatMap((known, value) => (known === name ? [value] : []));
    if (values.length === 0 && !mayCome) throw unknown(kind, name, names);
    return values;
  });
}

export function unknown(kind: string, name: string, known: readonly string[]): UsageError {
  const there = [...new Set(known)];
  return new UsageError(`${kind}-unknown`, `unknown ${kind} "${name}"; there are: ${there.join(', ')}`);
}
