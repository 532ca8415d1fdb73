import { createHash } from 'node:crypto';
import { Agent } from 'node:http';
import { Agent as SecureAgent } from 'node:https';
import type { Readable } from 'node:stream';
import axios from 'axios';
import { type Answer, type RenderedRequest, type TargetSpec, trustOf } from '../../traffic/index.ts';

export interface Performance {
  readonly target: TargetSpec;
  /** Instead of the request's own body. */
  readonly content?: Readable;
  readonly patienceMs: number;
  readonly signal: AbortSignal;
}

/** Longer answers are given up: every listing of a lab of a thousand nodes is shorter. */
const LONGEST_ANSWER = 64 * 1024 * 1024;

/** One request over a connection of its own, never repeated: it must not go well on a socket that was open before. */
export async function perform(request: RenderedRequest, { target, content, ...limits }: Performance): Promise<Answer> {
  const { path, method, headers, body } = request;
  const own = { keepAlive: false };
  const baseURL = typeof target === 'string' ? target : target.url;
  const agent = baseURL.startsWith('https:') ? new SecureAgent({ ...own, ...trustOf(target) }) : new Agent(own);
  try {
    const { status, ...response } = await axios.request<Buffer>({
      baseURL,
      url: path,
      method,
      headers,
      data: content ?? body,
      proxy: false,
      maxRedirects: 0,
      maxContentLength: LONGEST_ANSWER,
      httpAgent: agent,
      httpsAgent: agent,
      responseType: 'arraybuffer',
      transformRequest: [(data) => data],
      validateStatus: () => true,
      timeout: limits.patienceMs,
      signal: limits.signal,
    });
    const bytes = Buffer.from(response.data);
    const received = lowerCase(response.headers);
    return {
      status,
      header: (name) => received[name],
      body: bytes.toString('utf8'),
      measured: { bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') },
    };
  } finally {
    agent.destroy();
  }
}

function lowerCase(headers: object): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)]));
}
