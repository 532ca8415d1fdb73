import type { JournalEvent } from '../../journal/index.ts';
import type { StepInScene } from '../../live/index.ts';
import { harmless } from './fit.ts';

export type Style = (format: 'bold' | 'dim' | 'green' | 'red' | 'yellow', text: string) => string;

const MARKS = { done: ['green', '✓'], failed: ['red', '✗'], interrupted: ['yellow', '!'] } as const;

/** What is said of an event for good, whoever reads it and where; `step` is the one that the event is about. */
export function said(event: JournalEvent, step: StepInScene | undefined, style: Style): string[] {
  switch (event.event) {
    case 'step-ended': {
      if (!step) return [];
      const seconds = ((event.t - (step.from ?? event.t)) / 1e6).toFixed(1).padStart(5);
      const harm = step.bad > 0 ? style('red', `  ${step.bad} requests failed`) : '';
      const [colour, mark] = MARKS[event.outcome];
      return [
        `  ${style(colour, mark)} ${seconds} s  ${step.id.padEnd(4)} ${harmless(step.title)}${harm}`,
        ...(event.cause ? [`            ${style('red', harmless(event.cause.message))}`] : []),
      ];
    }
    case 'output':
      return event.text
        .trimEnd()
        .split('\n')
        .map((line) => `            ${style('dim', harmless(line))}`);
    case 'task':
      if (event.outcome === 'ok' || event.outcome === 'skipped') return [];
      return [
        `            ${style(event.outcome === 'changed' ? 'dim' : 'yellow', harmless(`${event.outcome}: ${event.task} on ${event.host}`))}`,
      ];
    case 'check':
      if (event.outcome !== 'failed') return [];
      return [`            ${style('yellow', `check failed: ${harmless(event.name)}`)}`];
    case 'violation':
      return [`  ${style('red', `${harmless(event.message)} → ${event.answer}`)}`];
    case 'undo-started':
      return ['  putting back …'];
    case 'undo-ended':
      return event.cause ? [`  ${style('red', `could not put back: ${harmless(event.cause.message)}`)}`] : [];
    case 'balancer-silent':
      return [`  ${style('yellow', `${harmless(event.balancer)}: ${harmless(event.message)}`)}`];
    default:
      return [];
  }
}
