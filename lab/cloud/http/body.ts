import type { IncomingMessage } from 'node:http';
import { Refusal } from './refusal.ts';

// oslo.middleware's default for max_request_body_size.
const LIMIT = 114_688;

/** Files come as streams, of any size; everything else is JSON. */
export async function readBody(request: IncomingMessage): Promise<unknown> {
  return request.headers['content-type'] === 'application/octet-stream' ? request : readJson(request);
}

async function readJson(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > LIMIT) throw new Refusal(413, `Request is too large: at most ${LIMIT} bytes are accepted.`);
    chunks.push(chunk);
  }
  if (size === 0) return undefined;
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8'));
  } catch {
    throw new Refusal(400, 'Expecting to find valid JSON in request body. The request is malformed.');
  }
}
