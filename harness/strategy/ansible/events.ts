import { closeSync, openSync, readSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { Happening } from '../../journal/index.ts';

/** What our callback (`callback_plugins/unbroken.py`) tells of a run of Ansible, one line an event. */

const text = z.string().max(16_384);
const where = { playbook: text, play: text };

const AnsibleEvent = z.discriminatedUnion('event', [
  z.object({ ...where, event: z.literal('play') }),
  z.object({ ...where, event: z.literal('task'), task: text, action: text }),
  z.object({
    ...where,
    event: z.literal('result'),
    task: text,
    action: text,
    host: text,
    outcome: z.enum(['ok', 'changed', 'failed', 'ignored', 'unreachable', 'skipped']),
    seconds: z.number().nonnegative(),
    output: text,
  }),
]);
export type AnsibleEvent = z.infer<typeof AnsibleEvent>;
export type TaskResult = Extract<AnsibleEvent, { event: 'result' }>;

/** For the journal. */
export function happeningOf({ host, play, task, outcome, seconds, output }: TaskResult): Happening {
  const said = output === '' ? {} : { output };
  return { event: 'task', host, play, task, outcome, milliseconds: seconds * 1000, ...said };
}

/** Names the file that events are appended to, for whatever is run. */
const EVENTS_VARIABLE = 'UNBROKEN_ANSIBLE_EVENTS';

const CALLBACKS = join(import.meta.dirname, 'callback_plugins');

/** What makes a run of Ansible tell its events. `path`: where callbacks are looked for otherwise. */
export function tellingInto(file: string, path: string): Record<string, string> {
  return { [EVENTS_VARIABLE]: file, ANSIBLE_CALLBACK_PLUGINS: `${CALLBACKS}:${path}` };
}

/** Undefined: no event of ours. */
export function readEvent(line: string): AnsibleEvent | undefined {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return undefined;
  }
  return AnsibleEvent.safeParse(value).data;
}

const MOST_BYTES = 1_048_576;

/** Events of a file that others append to, as far as whole lines are there. */
export class EventFile {
  readonly #file: string;
  #offset: number;
  #unread = 0;

  constructor(file: string, offset = 0) {
    this.#file = file;
    this.#offset = offset;
  }

  /** How far it was read. */
  get offset(): number {
    return this.#offset;
  }

  /** Lines that are no events. */
  get unread(): number {
    return this.#unread;
  }

  /** Those that came since it was asked last. */
  next(): AnsibleEvent[] {
    const events: AnsibleEvent[] = [];
    for (;;) {
      const chunk = this.#read();
      const end = chunk.lastIndexOf('\n');
      // A line that fills all of it is not one of ours.
      if (end === -1 && chunk.length < MOST_BYTES) return events;
      this.#offset += end === -1 ? chunk.length : end + 1;
      for (const line of chunk.toString('utf8', 0, Math.max(end, 0)).split('\n')) {
        const event = readEvent(line);
        if (event) events.push(event);
        else if (line !== '') this.#unread += 1;
      }
    }
  }

  #read(): Buffer {
    let file: number;
    try {
      file = openSync(this.#file, 'r');
    } catch {
      // Nobody has told anything yet.
      return Buffer.alloc(0);
    }
    try {
      const buffer = Buffer.allocUnsafe(MOST_BYTES);
      return buffer.subarray(0, readSync(file, buffer, 0, MOST_BYTES, this.#offset));
    } finally {
      closeSync(file);
    }
  }
}
