import { Agent } from 'node:http';
import axios from 'axios';
import { type Answer, examine, type Operation, renderRequest } from '../../traffic/index.ts';

/** A caller with a memory: what one answer gives (a token), the next request may use. */
export class Caller {
  readonly #operations: Readonly<Record<string, Operation>>;
  readonly #base: string;
  #variables: Record<string, string>;

  constructor(
    base: string,
    operations: Readonly<Record<string, Operation>>,
    variables: Readonly<Record<string, string>>,
  ) {
    this.#base = base;
    this.#operations = operations;
    this.#variables = { ...variables };
  }

  /** One request, never repeated. Says what was wrong, or gives the answer's body. */
  async call(name: string, signal: AbortSignal): Promise<CallResult> {
    const operation = this.#operations[name];
    if (!operation) return { ok: false, why: `the traffic profile has no operation "${name}"` };
    const rendering = renderRequest(operation, this.#variables);
    if (!rendering.ok) return { ok: false, why: `${name}: no usable value for \${${rendering.variable}}` };
    const { path, method, headers, body: data } = rendering.request;
    // A connection of its own: a gate must not pass on a socket that was open before the restart.
    const agent = new Agent({ keepAlive: false });
    try {
      const response = await axios.request<Buffer>({
        baseURL: this.#base,
        url: path,
        method,
        headers,
        data,
        proxy: false,
        maxRedirects: 0,
        httpAgent: agent,
        responseType: 'arraybuffer',
        transformRequest: [(data) => data],
        validateStatus: () => true,
        timeout: 10_000,
        signal,
      });
      const body = Buffer.from(response.data).toString('utf8');
      const received = lowerCase(response.headers);
      const answer: Answer = { status: response.status, header: (one) => received[one], body };
      const verdict = examine(operation, this.#variables, answer);
      if (verdict.failure !== 'none')
        return {
          ok: false,
          why: `${name}: ${response.status} ${verdict.failure === 'content' ? 'with the wrong content' : ''}`.trim(),
        };
      this.#variables = { ...this.#variables, ...verdict.kept };
      return { ok: true, body };
    } catch (error) {
      const { code, message } = error as NodeJS.ErrnoException;
      return { ok: false, why: `${name}: ${code ?? message}` };
    } finally {
      agent.destroy();
    }
  }
}

export type CallResult = { readonly ok: true; readonly body: string } | { readonly ok: false; readonly why: string };

function lowerCase(headers: object): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)]));
}
