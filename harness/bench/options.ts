import { parseArgs } from 'node:util';
import { UsageError } from '../error.ts';

export interface Options {
  /** All where none is named. */
  readonly only: readonly string[];
  readonly quick: boolean;
  readonly json: string | undefined;
  readonly markdown: string | undefined;
  readonly help: boolean;
}

export function readOptions(args: readonly string[], names: readonly string[]): Options {
  const { only, quick, json, markdown, help } = parse(args);
  const stranger = only.find((name) => !names.includes(name));
  if (stranger !== undefined)
    throw new UsageError('bad-option', `--only: expected one of ${names.join(', ')}, got "${stranger}"`);
  return { only, quick, json, markdown, help };
}

function parse(args: readonly string[]) {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        only: { type: 'string', multiple: true, default: [] },
        quick: { type: 'boolean', default: false },
        json: { type: 'string' },
        markdown: { type: 'string' },
        help: { type: 'boolean', short: 'h', default: false },
      },
    });
    return { json: undefined, markdown: undefined, ...values };
  } catch (error) {
    throw new UsageError('bad-option', (error as Error).message);
  }
}

export function usage(names: readonly string[]): string {
  return `npm run bench -- [--only NAME]... [--quick] [--json FILE] [--markdown FILE]

  --only NAME       measure this line, and others so named: ${names.join(', ')}
  --quick           a few seconds a line: shows that it works, proves little
  --json FILE       write the results there too
  --markdown FILE   put machine and table into this page, between its two marks
`;
}
