import type { RenderedRequest } from '../operations/index.ts';

/** The request as it goes over the wire. */
export function wireText(request: RenderedRequest, host: string, connection: 'keep-alive' | 'fresh'): string {
  const { method, path, headers, body } = request;
  let text = `${method} ${path} HTTP/1.1\r\n`;
  if (headers.host === undefined) text += `host: ${host}\r\n`;
  for (const name in headers) text += `${name}: ${headers[name]}\r\n`;
  if (connection === 'fresh') text += 'connection: close\r\n';
  if (body !== undefined) return `${text}content-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
  // Without a length some servers wait for a body with these methods.
  return method === 'GET' || method === 'HEAD' ? `${text}\r\n` : `${text}content-length: 0\r\n\r\n`;
}
