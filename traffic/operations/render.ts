import type { Operation } from '../profile.ts';
import { type Filled, fill, type Template, template, type Unfilled, type Variables } from './template.ts';

export interface RenderedRequest {
  readonly method: string;
  readonly path: string;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
}

export type Rendering = { readonly ok: true; readonly request: RenderedRequest } | Unfilled;

interface Prepared {
  readonly method: string;
  readonly path: Template;
  readonly headers: readonly (readonly [name: string, value: Template])[];
  readonly body: Template | undefined;
}

/** The request with the variables in their places, or which variable is missing, or has a value that cannot stand there. */
export function renderRequest(operation: Operation, variables: Variables): Rendering {
  const prepared = prepare(operation);
  const path = fill(prepared.path, variables, encodeURIComponent);
  if (!path.ok) return path;
  const headers: Record<string, string> = {};
  for (const [name, value] of prepared.headers) {
    const filled = fill(value, variables, headerValue);
    if (!filled.ok) return filled;
    headers[name] = filled.text;
  }
  const body = prepared.body && fill(prepared.body, variables, insideJsonString);
  if (body && !body.ok) return body;
  return { ok: true, request: { method: prepared.method, path: path.text, headers, body: body?.text } };
}

/** Text that goes nowhere in particular. */
export function renderText(text: string, variables: Variables): Filled {
  return fill(template(text), variables, (value) => value);
}

const known = new WeakMap<Operation, Prepared>();

function prepare(operation: Operation): Prepared {
  const before = known.get(operation);
  if (before) return before;
  const [method, path] = operation.request.split(' ') as [string, string];
  const headers = Object.entries(operation.headers).map(([name, value]) => [name.toLowerCase(), value] as const);
  const typed = headers.some(([name]) => name === 'content-type');
  const type = operation.payload?.type ?? (operation.body === undefined ? undefined : 'application/json');
  if (type !== undefined && !typed) headers.push(['content-type', type]);
  const prepared = {
    method,
    path: template(path),
    headers: headers.map(([name, value]) => [name, template(value)] as const),
    // JSON leaves `${name}` as it is, so a template of the text is a template of the strings in it.
    body: contentOf(operation),
  };
  known.set(operation, prepared);
  return prepared;
}

function contentOf({ body, payload }: Operation): Template | undefined {
  if (payload) return { texts: ['.'.repeat(payload.bytes)], names: [] };
  return body === undefined ? undefined : template(JSON.stringify(body));
}

/** A line break would end the header and begin another. */
function headerValue(value: string): string | undefined {
  return /^[\t\x20-\x7e\x80-\xff]*$/.test(value) ? value : undefined;
}

function insideJsonString(value: string): string {
  return JSON.stringify(value).slice(1, -1);
}
