import { Agent } from 'node:http';
import { Readable } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';
import axios from 'axios';
import { type Answer, examine, type Filled, type Profile, renderRequest, renderText } from '../../traffic/index.ts';

/** A caller with a memory: what one answer gives (a token), the next request may use. */
export class Caller {
  readonly #profile: Profile;
  readonly #addresses: Readonly<Record<string, string>>;
  #variables: Record<string, string>;

  constructor(
    profile: Profile,
    /** Service → where it is called. */
    addresses: Readonly<Record<string, string>>,
    variables: Readonly<Record<string, string>>,
  ) {
    this.#profile = profile;
    this.#addresses = addresses;
    this.#variables = { ...variables };
  }

  /** Text with what is known in its places. */
  fill(text: string): Filled {
    return renderText(text, this.#variables);
  }

  /** One request, never repeated. Says what was wrong, or gives the answer's body. */
  async call(name: string, signal: AbortSignal): Promise<CallResult> {
    const operation = this.#profile.operations[name];
    if (!operation) return { ok: false, why: `the traffic profile has no operation "${name}"` };
    const baseURL = this.#addresses[operation.service ?? this.#profile.service];
    if (baseURL === undefined) return { ok: false, why: `${name}: the lab does not say where its service is called` };
    const rendering = renderRequest(operation, this.#variables);
    if (!rendering.ok) return { ok: false, why: `${name}: no usable value for \${${rendering.variable}}` };
    const { path, method, headers, body: content } = rendering.request;
    const data =
      content !== undefined && operation.payload?.seconds ? slowly(content, operation.payload.seconds) : content;
    const patience = 10_000 + (operation.payload?.seconds ?? 0) * 1000;
    // A connection of its own: a gate must not pass on a socket that was open before the restart.
    const agent = new Agent({ keepAlive: false });
    try {
      const response = await axios.request<Buffer>({
        baseURL,
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
        timeout: patience,
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

const PARTS = 20;

/** A body that takes its time: an upload that a drain has to wait for. */
function slowly(content: string, seconds: number): Readable {
  const size = Math.ceil(content.length / PARTS);
  async function* parts() {
    for (let from = 0; from < content.length; from += size) {
      yield Buffer.from(content.slice(from, from + size));
      await pause((seconds * 1000) / PARTS);
    }
  }
  return Readable.from(parts(), { objectMode: false });
}
