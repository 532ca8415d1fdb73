import { traceparent } from '../trace.ts';

const NEW_LINE = '\r\n';

/** Behind the request line of a finished text, so that one which never changes still need not be made anew. */
export function traced(text: string, run: string, sequence: number): string {
  const headers = text.indexOf(NEW_LINE) + NEW_LINE.length;
  return `${text.slice(0, headers)}traceparent: ${traceparent(run, sequence)}${NEW_LINE}${text.slice(headers)}`;
}
