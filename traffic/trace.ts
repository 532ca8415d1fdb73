import { createHash } from 'node:crypto';

/**
 * W3C Trace Context: the sequence number of a request in a header that proxies and services log. The first half of the
 * trace id is the run's, so that the logs of another run are not taken for this one's.
 */

const DIGITS = 16;

export function traceparent(run: string, sequence: number): string {
  return `00-${digitsOf(run)}${hex(sequence)}-${hex(sequence + 1)}-01`;
}

/** Which of the run's requests it was; undefined when it was none of them. */
export function sequenceOf(run: string, text: string): number | undefined {
  const found = TRACEPARENT.exec(text.trim());
  if (found?.[1] !== digitsOf(run)) return undefined;
  const sequence = Number.parseInt(found[2]!, 16);
  return sequence <= 0xffff_ffff ? sequence : undefined;
}

/** Who passes a request on may put in a span of its own: only the trace id is ours to the end. */
const TRACEPARENT = /^00-([0-9a-f]{16})([0-9a-f]{16})-[0-9a-f]{16}-[0-9a-f]{2}$/;

const hex = (value: number) => value.toString(16).padStart(DIGITS, '0');

/** A process records and reads one run after the other: the last one's digits are worth keeping. */
let last: { run: string; digits: string } | undefined;

function digitsOf(run: string): string {
  if (last?.run !== run) last = { run, digits: createHash('sha256').update(run).digest('hex').slice(0, DIGITS) };
  return last.digits;
}
