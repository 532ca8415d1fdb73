import type { JournalEvent } from '../../../harness/journal/index.ts';
import { brief, duration } from '../../words/index.ts';

/** What the journal tells, in a line each, to be read beside a request: what was done and what was seen, not what was sampled. */
export type Happening = readonly [t: number, text: string];

const LIMIT = 220;

const said = (event: JournalEvent): string | null => {
  switch (event.event) {
    case 'step-started':
      return `step ${event.step} began`;
    case 'step-ended':
      return `step ${event.step} ended: ${event.outcome}${event.cause ? `, ${event.cause.message}` : ''}`;
    case 'command':
      return `${event.node}: ${event.command} → ${event.code ?? 'no exit code'}, ${duration(event.milliseconds)}`;
    case 'task':
      return event.outcome === 'ok' || event.outcome === 'skipped'
        ? null
        : `${event.host}: task ${event.task}: ${event.outcome}, ${duration(event.milliseconds)}`;
    case 'balancer-told':
      return `${event.balancer} was told: ${event.line}`;
    case 'servers':
      return `${event.balancer} has ${event.servers.map(({ server, admin, operational }) => `${server} ${admin}, ${operational}`).join('; ')}`;
    case 'balancer-instance':
      return `${event.balancer} is HAProxy ${event.version}, process ${event.pid}`;
    case 'balancer-silent':
      return `${event.balancer} did not answer: ${event.message}`;
    case 'address':
      return `${event.balancer} ${event.holds ? 'has' : 'does not have'} the shared address`;
    case 'address-unseen':
      return `nobody sees whether ${event.balancer} has the shared address: ${event.message}`;
    case 'release':
      return `${event.node} has ${event.service} ${event.release}`;
    case 'undo-started':
      return `undo ${event.undo} began`;
    case 'undo-ended':
      return `undo ${event.undo} ended${event.cause ? `: ${event.cause.message}` : ''}`;
    case 'violation':
      return `violation (${event.trigger}): ${event.message}`;
    case 'continued':
      return `taken up again after ${duration(event.gapSeconds * 1000)}`;
    case 'booted':
      return `${event.node} runs as boot ${event.boot}`;
    case 'cycle':
      return event.outcome === 'ok' ? null : `${event.cycle} failed at ${event.at ?? '?'}: ${event.why ?? ''}`;
    case 'probe':
      return event.ok ? null : `${event.companion} was not there: ${event.why ?? ''}`;
    case 'direct':
      return event.status !== null
        ? null
        : `${event.service} on ${event.node}, asked directly, did not answer: ${event.why ?? ''}`;
    case 'check':
      return event.outcome === 'failed' ? `check failed ${event.when}: ${event.name}` : null;
    case 'tempest':
      return event.state === 'broken' ? `Tempest ${event.when} the upgrade: ${event.why ?? 'broken'}` : null;
    case 'note':
      return event.text;
    case 'run-started':
      return 'the run began';
    case 'run-ended':
      return `the run ended: ${event.ended}`;
    default:
      return null;
  }
};

export const happenings = (journal: readonly JournalEvent[]): readonly Happening[] =>
  journal.flatMap((event) => {
    const text = said(event);
    return text === null ? [] : [[event.t, brief(text, LIMIT)] as const];
  });
