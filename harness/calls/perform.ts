import { Agent } from 'node:http';
import type { Readable } from 'node:stream';
import axios from 'axios';
import type { Answer, RenderedRequest } from '../../traffic/index.ts';

export interface Performance {
  /** Scheme, host and port. */
  readonly address: string;
  /** Instead of the request's own body. */
  readonly content?: Readable;
  readonly patienceMs: number;
  readonly signal: AbortSignal;
}

/** One request over a connection of its own, never repeated: it must not go well on a socket that was open before. */
export async function perform(request: RenderedRequest, { address, content, ...limits }: Performance): Promise<Answer> {
  const { path, method, headers, body } = request;
  const agent = new Agent({ keepAlive: false });
  try {
    const response = await axios.request<Buffer>({
      baseURL: address,
      url: path,
      method,
      headers,
      data: content ?? body,
      proxy: false,
      maxRedirects: 0,
      httpAgent: agent,
      responseType: 'arraybuffer',
      transformRequest: [(data) => data],
      validateStatus: () => true,
      timeout: limits.patienceMs,
      signal: limits.signal,
    });
    const received = lowerCase(response.headers);
    return {
      status: response.status,
      header: (name) => received[name],
      body: Buffer.from(response.data).toString('utf8'),
    };
  } finally {
    agent.destroy();
  }
}

function lowerCase(headers: object): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)]));
}
