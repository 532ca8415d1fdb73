import type { Context } from '../context.ts';
import { exhibit } from '../exhibit.ts';
import type { Finding } from '../judgement.ts';
import { EXHIBITS } from '../limits.ts';
import { begun, type Misfit, type Writes } from '../measure/index.ts';
import { list, plural } from '../wording.ts';
import { finding, naming, placeOf } from './finding.ts';

type Kind = 'lost' | 'duplicate' | 'phantom';

const MEANING: Record<Kind, { readonly title: string; readonly detail: string }> = {
  lost: {
    title: 'acknowledged, and not there',
    detail: 'The service said that it had created them, and does not list them',
  },
  duplicate: {
    title: 'there more than once',
    detail: 'Sent once each, and listed more than once; most probably something on the way sent them again',
  },
  phantom: {
    title: 'refused or never sent, and there all the same',
    detail: 'The client was told that nothing had been created, or never asked, and the service lists them',
  },
};

export const writeLost = (context: Context): Finding[] => misfits(context, 'lost');
export const writeDuplicate = (context: Context): Finding[] => misfits(context, 'duplicate');
export const writePhantom = (context: Context): Finding[] => misfits(context, 'phantom');

/** One finding for each step in which such writes began. */
function misfits(context: Context, kind: Kind): Finding[] {
  const writes: Writes | null = context.writes();
  const bySteps = Map.groupBy(writes?.[kind] ?? [], ({ row }) => context.stepOf[row]!);
  return [...bySteps].sort(([a], [b]) => a - b).map(([step, rows]) => tell(context, kind, step, rows));
}

function tell(context: Context, kind: Kind, stepIndex: number, found: readonly Misfit[]): Finding {
  const { ledger, steps } = context;
  const step = steps[stepIndex];
  const rows = found.map(({ row }) => row).sort((a, b) => begun(ledger, a) - begun(ledger, b) || a - b);
  const occasions = [...new Set(found.map(({ when }) => when))];
  const { title, detail } = MEANING[kind];
  return finding({
    class: `write-${kind}`,
    title: `${plural(rows.length, 'write')} ${title}`,
    detail: `${detail} (${list(occasions)}). ${plural(rows.length, 'write')}, begun in ${naming(step)}.`,
    ...placeOf(context, step, ledger.names.servers[ledger.server[rows[0]!]! - 1] ?? null),
    from: begun(ledger, rows[0]!),
    to: begun(ledger, rows.at(-1)!),
    count: rows.length,
    exhibits: rows.slice(0, EXHIBITS).map((row) => exhibit(ledger, row)),
  });
}
