import { readFileSync } from 'node:fs';
import { LineCounter, parseDocument } from 'yaml';
import type { z } from 'zod';
import { UsageError } from '../error.ts';

/** A YAML file against a schema. What is wrong is told with file:line:column, all of it at once. */
export function readDocument<Schema extends z.ZodType>(file: string, schema: Schema): z.output<Schema> {
  const text = readText(file);
  const lineCounter = new LineCounter();
  const document = patiently(file, () => parseDocument(text, { lineCounter, prettyErrors: false }));
  const where = (offset: number): string => {
    const { line, col } = lineCounter.linePos(offset);
    return `${file}:${line}:${col}`;
  };

  if (document.errors.length > 0)
    throw new UsageError(
      'yaml-broken',
      document.errors.map((error) => `${where(error.pos[0])}: not YAML: ${error.message}`).join('\n'),
    );

  const result = schema.safeParse(patiently(file, () => document.toJS()));
  if (result.success) return result.data;
  throw new UsageError(
    'document-invalid',
    result.error.issues
      .map(
        (issue) => `${where(offsetOf(document, issue.path))}: ${issue.path.join('.') || 'document'}: ${explain(issue)}`,
      )
      .join('\n'),
  );
}

/** The parser throws where a text would take all memory: nested without end, or grown out of aliases of aliases. */
function patiently<Value>(file: string, read: () => Value): Value {
  try {
    return read();
  } catch (error) {
    throw new UsageError('yaml-broken', `${file}: can't be read as YAML: ${(error as Error).message}`);
  }
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new UsageError('file-unreadable', `${file}: cannot be read (${(error as NodeJS.ErrnoException).code})`);
  }
}

/** A missing key has no position: the nearest thing around it that is there tells where to write it. */
function offsetOf(document: ReturnType<typeof parseDocument>, path: readonly PropertyKey[]): number {
  for (let length = path.length; length >= 0; length--) {
    const node = document.getIn(path.slice(0, length), true) as { range?: [number, number, number] } | undefined;
    if (node?.range) return node.range[0];
  }
  return 0;
}

function explain(issue: z.core.$ZodIssue): string {
  const message = issue.message.replace(/^Invalid input: /, '');
  return issue.code === 'invalid_type' && issue.expected === 'string' && message.includes('number')
    ? `${message} (unquoted, YAML reads 2024.10 as the number 2024.1: put it in quotes)`
    : message;
}
