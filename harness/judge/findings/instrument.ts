import type { Context } from '../context.ts';
import { exhibit } from '../exhibit.ts';
import type { Finding } from '../judgement.ts';
import { EXHIBITS } from '../limits.ts';
import { begun } from '../measure/index.ts';
import { moment, plural } from '../wording.ts';
import { finding, naming, placeOf } from './finding.ts';

/** Failures that fell into a moment in which the recorder itself was not well: they prove nothing against the upgrade, and nothing for it. */
export function instrument(context: Context): Finding[] {
  const { ledger, steps, stepOf } = context;
  const { exonerated, sick } = context.fates();
  return [...Map.groupBy(exonerated, (row) => stepOf[row]!)].map(([index, rows]) => {
    const step = steps[index];
    const moments = rows.map((row) => begun(ledger, row)).sort((a, b) => a - b);
    const [from, to] = [moments[0]!, moments.at(-1)!];
    const why = sick.find((span) => span.to >= from)?.why ?? 'it was not well';
    return finding({
      class: 'instrument',
      severity: 'inform',
      title: `${plural(rows.length, 'request')} failed while the instrument itself was not well`,
      detail: `In ${naming(step)}, from ${moment(from)} on: ${why}. These failures are not put on the upgrade, and nothing is certified: nobody knows whose they are.`,
      ...placeOf(context, step),
      from,
      to,
      count: rows.length,
      exhibits: rows.slice(0, EXHIBITS).map((row) => exhibit(ledger, row)),
    });
  });
}
