import { Readable } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';
import {
  type BodyFailure,
  examine,
  type Filled,
  type Profile,
  renderRequest,
  renderText,
  type TargetSpec,
} from '../../traffic/index.ts';
import type { Version } from '../../traffic/ledger/index.ts';
import { perform } from './perform.ts';

/** A caller with a memory: what one answer gives (a token), the next request may use. */
export class Caller {
  readonly #profile: Profile;
  readonly #targets: Readonly<Record<string, TargetSpec>>;
  #variables: Record<string, string>;

  constructor(
    profile: Profile,
    /** Service → where it is called. */
    targets: Readonly<Record<string, TargetSpec>>,
    variables: Readonly<Record<string, string>>,
  ) {
    this.#profile = profile;
    this.#targets = targets;
    this.#variables = { ...variables };
  }

  /** Text with what is known in its places. */
  fill(text: string): Filled {
    return renderText(text, this.#variables);
  }

  /** One request, never repeated. Says what was wrong, or gives the answer's body. `path`: another page of the same. */
  async call(name: string, signal: AbortSignal, path?: string): Promise<CallResult> {
    const operation = this.#profile.operations[name];
    if (!operation) return { ok: false, why: `the traffic profile has no operation "${name}"` };
    const target = this.#targets[operation.service ?? this.#profile.service];
    if (target === undefined) return { ok: false, why: `${name}: the lab does not say where its service is called` };
    const rendering = renderRequest(operation, this.#variables);
    if (!rendering.ok) return { ok: false, why: `${name}: no usable value for \${${rendering.variable}}` };
    const seconds = operation.payload?.seconds ?? 0;
    const { body } = rendering.request;
    const request = path === undefined ? rendering.request : { ...rendering.request, path: below(target, path) };
    try {
      const answer = await perform(request, {
        target,
        ...(body !== undefined && seconds > 0 ? { content: slowly(body, seconds) } : {}),
        patienceMs: 10_000 + seconds * 1000,
        signal,
      });
      const verdict = examine(operation, this.#variables, answer);
      if (verdict.failure !== 'none')
        return {
          ok: false,
          status: answer.status,
          why: `${name}: ${answer.status} ${WRONG[verdict.failure]}`.trim(),
        };
      this.#variables = { ...this.#variables, ...verdict.kept };
      const given = answer.header('x-openstack-request-id') ?? answer.header('x-request-id');
      return {
        ok: true,
        body: answer.body,
        ...(verdict.version ? { version: verdict.version } : {}),
        ...(given === undefined ? {} : { request: given }),
      };
    } catch (error) {
      const { code, message } = error as NodeJS.ErrnoException;
      return { ok: false, why: `${name}: ${code ?? message}` };
    }
  }
}

/** Some services name the next page with the path that they are reached at before it, some without. */
function below(target: TargetSpec, path: string): string {
  const base = new URL(typeof target === 'string' ? target : target.url).pathname.replace(/\/$/, '');
  return path.startsWith(`${base}/`) ? path.slice(base.length) : path;
}

export type CallResult =
  | {
      readonly ok: true;
      readonly body: string;
      readonly version?: Version;
      /** By which the service knows it. */
      readonly request?: string;
    }
  | { readonly ok: false; readonly why: string; readonly status?: number };

const WRONG: Record<'status' | BodyFailure, string> = {
  status: '',
  content: 'with the wrong content',
  schema: 'with a body of another shape',
  length: 'with a body of another length',
  checksum: 'with other bytes',
};

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
