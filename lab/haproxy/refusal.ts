import { LabError } from '../error.ts';

/** An answer that is not what was asked for. HAProxy has no status codes: its text is all there is. */
export function refused(question: string, answer: string, expected: string): LabError {
  const text = answer.trim() || 'nothing';
  const shown = text.length > 500 ? `${text.slice(0, 500)} …` : text;
  return new LabError('haproxy-refused', `HAProxy was asked "${question}". Expected ${expected}, got: ${shown}`);
}
