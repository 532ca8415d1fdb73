import type { IncomingHttpHeaders } from 'node:http';

export interface Call {
  readonly headers: IncomingHttpHeaders;
  /** `http://host:port` as the client wrote it. */
  readonly origin: string;
  readonly path: string;
  readonly query: URLSearchParams;
  /** What stood at `{name}` in the route. */
  readonly parameters: Readonly<Record<string, string>>;
  /** Parsed JSON; undefined when there was none. What comes as `application/octet-stream` is a stream, not yet read. */
  readonly body: unknown;
}

export interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** A string is sent as plain text, a stream as it comes, anything else as JSON. */
  readonly body?: unknown;
}

export type Handler = (call: Call) => Answer | Promise<Answer>;

/** `GET /v3/projects/{project}` → what answers it. */
export type Routes = Readonly<Record<string, Handler>>;

type Match =
  | { readonly kind: 'found'; readonly handler: Handler; readonly parameters: Record<string, string> }
  | { readonly kind: 'no-path' }
  | { readonly kind: 'no-method'; readonly allowed: readonly string[] };

export function makeRouter(routes: Routes): (method: string, path: string) => Match {
  const table = Object.entries(routes).map(([route, handler]) => {
    const [method = '', path = ''] = route.split(' ');
    return { method, segments: segmentsOf(path), handler };
  });

  return (method, path) => {
    const segments = segmentsOf(path);
    const allowed: string[] = [];
    for (const route of table) {
      const parameters = fit(route.segments, segments);
      if (!parameters) continue;
      if (route.method === method || (method === 'HEAD' && route.method === 'GET'))
        return { kind: 'found', handler: route.handler, parameters };
      allowed.push(route.method);
    }
    return allowed.length > 0 ? { kind: 'no-method', allowed } : { kind: 'no-path' };
  };
}

const segmentsOf = (path: string) => path.split('/').filter((segment) => segment !== '');

function fit(pattern: readonly string[], segments: readonly string[]): Record<string, string> | undefined {
  if (pattern.length !== segments.length) return undefined;
  const parameters: Record<string, string> = {};
  for (const [index, expected] of pattern.entries()) {
    const actual = segments[index]!;
    if (expected.startsWith('{')) parameters[expected.slice(1, -1)] = actual;
    else if (expected !== actual) return undefined;
  }
  return parameters;
}
