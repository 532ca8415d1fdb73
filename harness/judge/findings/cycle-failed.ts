import type { EventOf } from '../../journal/index.ts';
import type { Context } from '../context.ts';
import type { Finding } from '../judgement.ts';
import { moment, plural } from '../wording.ts';
import { finding, naming, placeOf } from './finding.ts';

const NAMED = 5;

/**
 * Somebody wanted something done, was told yes, and it was not done, or was done wrong. One finding for each step and
 * kind of failure; what was over before anything was touched is not the upgrade's doing.
 */
export function cycleFailed(context: Context): Finding[] {
  const { steps, stepAt } = context;
  const failed = context.events.of('cycle').filter(({ outcome, t }) => outcome === 'failed' && t >= context.touchedAt);
  const stepOf = (one: EventOf<'cycle'>) => stepAt(one.accepted?.t ?? one.t);
  return [...Map.groupBy(failed, (one) => `${stepOf(one)} ${one.cycle} ${one.at}`).values()].map((cycles) => {
    const first = cycles[0]!;
    const step = steps[stepOf(first)];
    return finding({
      class: 'cycle-failed',
      title: `${plural(cycles.length, first.cycle)} came to nothing at "${first.at}"`,
      detail: `In ${naming(step)}: ${cycles
        .slice(0, NAMED)
        .map((one) => tell(one, context))
        .join('; ')}. Every answer may have been a success: what was accepted was not done.`,
      ...placeOf(context, step),
      from: Math.min(...cycles.map(({ started }) => started)),
      to: Math.max(...cycles.map(({ t }) => t)),
      count: cycles.length,
    });
  });
}

function tell({ mark, started, why, accepted }: EventOf<'cycle'>, { events }: Context): string {
  const made = events.of('made').findLast((one) => one.mark === mark);
  const known = Object.entries(made?.variables ?? {}).map(([name, id]) => `${name} ${id}`);
  const yes = accepted
    ? [`"${accepted.call}" was accepted at ${moment(accepted.t)}${accepted.request ? ` as ${accepted.request}` : ''}`]
    : [];
  const quotes = events
    .of('quote')
    .filter(({ request }) => request === accepted?.request)
    .map(({ service, node, text }) => ({ place: `${service} on ${node}`, ...tellingLine(text) }));
  // Who did as asked has written of it too: where somebody complains, that is what is told.
  const complaints = quotes.filter(({ complains }) => complains);
  const said = (complaints.length > 0 ? complaints : quotes)
    .slice(0, QUOTED)
    .map(({ place, line }) => `${place} wrote last: ${line}`);
  return [`${mark}, begun at ${moment(started)}: ${why}`, ...known, ...yes, ...said].join(', ');
}

const QUOTED = 3;
const LINE_LIMIT = 300;

const COMPLAINT = /\b(WARNING|ERROR|CRITICAL)\b/;
/** As OpenStack's services write them: who asked, which takes half of a line and is known. */
const CONTEXT = /\[[^[\]]*\breq-[^[\]]*\] */;

function tellingLine(text: string): { readonly line: string; readonly complains: boolean } {
  const lines = text.split('\n');
  const complaint = lines.findLast((line) => COMPLAINT.test(line));
  const line = (complaint ?? lines.at(-1) ?? '').replace(CONTEXT, '').slice(0, LINE_LIMIT);
  return { line, complains: complaint !== undefined };
}
