import { styleText } from 'node:util';
import type { EventOf, JournalEvent } from '../journal/index.ts';
import type { Plan, Step } from '../plan/index.ts';

/**
 * Shows a run as it goes, from the journal's events alone: a line for each step as it ends, and on a terminal one more
 * line at the bottom that is drawn again with each pulse.
 */
export function watch(plan: Plan): Disposable & { show(event: JournalEvent): void } {
  const steps = new Map<string, Step>(plan.stages.flatMap((stage) => stage.steps.map((step) => [step.id, step])));
  const stages = new Map(plan.stages.map((stage) => [stage.id, stage.title]));
  const redraws = process.stderr.isTTY === true && !process.env.CI;
  const style = (format: Parameters<typeof styleText>[0], text: string): string =>
    styleText(format, text, { stream: process.stderr });

  let current: { step: Step; since: number } | undefined;
  let stage = '';
  let pulse: EventOf<'pulse'> | undefined;
  let atStart = { ok: 0, bad: 0 };
  /** Server → load balancer → how it stands there. */
  const servers = new Map<string, Map<string, string>>();

  const bad = (one = pulse): number => (one ? one.failed + one.unknown : 0);
  const clear = (): void => {
    if (redraws) process.stderr.write('\r\u001b[K');
  };
  const line = (text: string): void => {
    clear();
    process.stderr.write(`${text}\n`);
    draw();
  };
  const draw = (): void => {
    if (!redraws || !current) return;
    const counts = pulse
      ? `${pulse.ok} ok, ${bad()} failed, p99 ${pulse.p99Ms?.toFixed(0) ?? '–'} ms, newest version ${pulse.newest ?? '–'}`
      : 'traffic starts';
    const states = [...servers].map(([server, by]) => `${server} ${[...new Set(by.values())].join('|')}`).join(' · ');
    const text = ` ▸ ${current.step.id} ${current.step.act.kind} │ ${counts} │ ${states}`;
    process.stderr.write(`\r\u001b[K${style('dim', text.slice(0, (process.stderr.columns || 80) - 1))}`);
  };

  return {
    show(event) {
      switch (event.event) {
        case 'step-started': {
          const step = steps.get(event.step) ?? unplanned(event);
          current = { step, since: event.t };
          atStart = { ok: pulse?.ok ?? 0, bad: bad() };
          const [id = ''] = step.id.split('.');
          if (id !== stage) line(style('bold', `${id} ${stages.get(id) ?? ''}`.trimEnd()));
          stage = id;
          draw();
          break;
        }
        case 'step-ended': {
          if (!current) return;
          const seconds = ((event.t - current.since) / 1e6).toFixed(1).padStart(5);
          const failed = bad() - atStart.bad;
          const word = { done: style('green', '✓'), failed: style('red', '✗'), interrupted: style('yellow', '!') }[
            event.outcome
          ];
          const harm = failed > 0 ? style('red', `  ${failed} requests failed`) : '';
          line(`  ${word} ${seconds} s  ${current.step.id.padEnd(4)} ${current.step.title}${harm}`);
          if (event.cause) line(`            ${style('red', event.cause.message)}`);
          current = undefined;
          break;
        }
        case 'check':
          if (event.outcome === 'failed') line(`            ${style('yellow', `check failed: ${event.name}`)}`);
          break;
        case 'violation':
          line(`  ${style('red', `${event.message} → ${event.answer}`)}`);
          break;
        case 'undo-registered':
        case 'settled':
          break;
        case 'undo-started':
          line('  putting back …');
          break;
        case 'undo-ended':
          if (event.cause) line(`  ${style('red', `could not put back: ${event.cause.message}`)}`);
          break;
        case 'balancer-silent':
          line(`  ${style('yellow', `${event.balancer}: ${event.message}`)}`);
          break;
        case 'servers':
          for (const { server, admin, operational } of event.servers) {
            const by = servers.get(server) ?? new Map();
            servers.set(server, by.set(event.balancer, operational === 'stopped' ? `${admin}/down` : admin));
          }
          draw();
          break;
        case 'pulse':
          pulse = event;
          draw();
          break;
        default:
          break;
      }
    },
    [Symbol.dispose]() {
      current = undefined;
      clear();
    },
  };
}

/** A way back is made when it is needed: the plan knows nothing of it. */
function unplanned({ step, title }: EventOf<'step-started'>): Step {
  return { id: step, title: title ?? step, act: { kind: 'back', params: {} } };
}
