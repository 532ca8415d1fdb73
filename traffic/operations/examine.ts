import { isDeepStrictEqual } from 'node:util';
import type { FailureClass, Version } from '../ledger/index.ts';
import type { Extract, Operation } from '../profile.ts';
import { shapeOf } from '../shape.ts';
import { atPointer } from './pointer.ts';
import { renderText } from './render.ts';
import type { Variables } from './template.ts';
import { parseVersion } from './version.ts';

/** A complete answer. `body` is its text; an operation that does not look into it may leave it empty. */
export interface Answer {
  readonly status: number;
  /** By name in lower case. */
  header(name: string): string | undefined;
  readonly body: string;
  /** Of the whole body, for an operation that `measuresBody`. */
  readonly measured?: Measured | undefined;
}

export interface Measured {
  readonly bytes: number;
  /** In lower-case hexadecimal. */
  readonly sha256: string;
}

export interface Examination {
  readonly failure: FailureClass & ('none' | 'status' | BodyFailure);
  readonly version: Version | undefined;
  /** Only from an answer that was as expected. */
  readonly kept: Readonly<Record<string, string>>;
}

/** The answer came whole and its status was expected, but it is not the body that it must be. */
export type BodyFailure = 'length' | 'checksum' | 'schema' | 'content';

/** Does `examine` look into the bodies of this operation's answers? */
export function needsBody(operation: Operation): boolean {
  const extracts = [...Object.values(operation.keep), ...(operation.version ? [operation.version] : [])];
  if (operation.answer?.schema !== undefined) return true;
  return Object.keys(operation.holds).length > 0 || extracts.some((extract) => 'body' in extract);
}

/** Does `examine` need length and checksum of the bodies of this operation's answers? */
export function measuresBody({ answer }: Operation): boolean {
  return answer?.bytes !== undefined || answer?.sha256 !== undefined;
}

/** Is this what the operation must get? A kept value that is not there is wrong content too: later requests need it. */
export function examine(operation: Operation, variables: Variables, answer: Answer): Examination {
  const body = lazily(() => parseJson(answer.body));
  const text = (extract: Extract) =>
    'header' in extract ? answer.header(extract.header) : asText(atPointer(body(), extract.body));
  const told = operation.version && text(operation.version);
  const version = told === undefined ? undefined : parseVersion(told);
  const wrong = (failure: 'status' | BodyFailure) => ({ failure, version, kept: {} });

  if (!operation.expect.includes(answer.status)) return wrong('status');
  const { bytes, sha256, schema } = operation.answer ?? {};
  if (bytes !== undefined && answer.measured?.bytes !== bytes) return wrong('length');
  if (sha256 !== undefined && answer.measured?.sha256 !== sha256) return wrong('checksum');
  if (schema !== undefined && !shapeFor(operation)(body())) return wrong('schema');
  for (const [pointer, expected] of Object.entries(operation.holds))
    if (!isDeepStrictEqual(atPointer(body(), pointer), filled(expected, variables))) return wrong('content');
  const kept: Record<string, string> = {};
  for (const [name, extract] of Object.entries(operation.keep)) {
    const value = text(extract);
    if (value === undefined) return wrong('content');
    kept[name] = value;
  }
  return { failure: 'none', version, kept };
}

const shapes = new WeakMap<Operation, (value: unknown) => boolean>();

function shapeFor(operation: Operation): (value: unknown) => boolean {
  const known = shapes.get(operation) ?? shapeOf(operation.answer?.schema);
  shapes.set(operation, known);
  return known;
}

/** A template that cannot be filled stays as it is, and so matches nothing. */
function filled(expected: unknown, variables: Variables): unknown {
  if (typeof expected !== 'string') return expected;
  const result = renderText(expected, variables);
  return result.ok ? result.text : expected;
}

function asText(value: unknown): string | undefined {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function lazily<Value>(compute: () => Value): () => Value {
  let known: { value: Value } | undefined;
  return () => {
    known ??= { value: compute() };
    return known.value;
  };
}
