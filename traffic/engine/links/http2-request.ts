import type { OutgoingHttpHeaders } from 'node:http2';

/** What HTTP/1.1 says about its connection has no place in HTTP/2 (RFC 9113, 8.2.2). */
const OF_THE_CONNECTION = new Set(['connection', 'keep-alive', 'proxy-connection', 'transfer-encoding', 'upgrade']);

export interface Http2Request {
  readonly headers: OutgoingHttpHeaders;
  readonly body: Buffer;
  /** Of the whole body, of which `body` may only be the beginning. */
  readonly length: number;
}

/** The text of an HTTP/1.1 request, as HTTP/2 says it: one way to render a request serves both. */
export function http2Request(text: string, scheme: 'http' | 'https'): Http2Request {
  const end = text.indexOf('\r\n\r\n');
  const [line, ...fields] = text.slice(0, end).split('\r\n') as [string, ...string[]];
  const [method, path] = line.split(' ');
  const headers: OutgoingHttpHeaders = { ':method': method, ':path': path, ':scheme': scheme };
  for (const field of fields) {
    const colon = field.indexOf(':');
    const name = field.slice(0, colon);
    if (!OF_THE_CONNECTION.has(name)) headers[name === 'host' ? ':authority' : name] = field.slice(colon + 1).trim();
  }
  const body = Buffer.from(text.slice(end + 4));
  return { headers, body, length: Number(headers['content-length'] ?? 0) };
}
