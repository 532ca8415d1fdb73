import { STATUS_CODES } from 'node:http';
import { type Answer, Refusal } from '../../http/index.ts';
import { ImageGone } from '../uploads.ts';

/** Glance's way to say no: a web page. What is said of tokens comes from the middleware before it. */
export function refuse({ status, message, headers }: Refusal): Answer {
  const title = STATUS_CODES[status];
  if (status === 401) return { status, headers, body: { error: { code: status, title, message } } };
  const heading = `${status} ${title}`;
  return {
    status,
    headers: { ...headers, 'content-type': 'text/html; charset=UTF-8' },
    body:
      `<html>\n <head>\n  <title>${heading}</title>\n </head>\n <body>\n  <h1>${heading}</h1>\n  ` +
      `${escapeHtml(message)}<br /><br />\n\n </body>\n</html>`,
  };
}

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escapeHtml = (text: string) => text.replace(/[&<>"]/g, (character) => ESCAPES[character]!);

export const missing = (id: string) => new Refusal(404, `Failed to find image ${id}`);

export const conflict = (message: string) => new Refusal(409, message);

export const wrongStep = (from: string, to: string) =>
  conflict(`Image status transition from ${from} to ${to} is not allowed`);

/** What becomes of an upload that found no image any more. */
export function whenGone(error: unknown): unknown {
  if (!(error instanceof ImageGone)) return error;
  return new Refusal(
    410,
    `Image ${error.message} could not be found after upload. The image may have been deleted during the upload.`,
  );
}
