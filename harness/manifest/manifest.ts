import { z } from 'zod';

/** What a sealed run folder holds. Whoever has this page can tell, years later, whether anything in it was changed. */

export const MANIFEST = 'manifest.json';
export const SIGNATURE = 'manifest.json.sig';
export const JOURNAL = 'journal.ndjson';
/** The journal's chain, a hash a line. Without it the head would still tell that something differs, but not where. */
export const CHAIN = 'journal.chain';

const Hash = z.string().regex(/^[0-9a-f]{64}$/);

export const Manifest = z.object({
  format: z.literal(1),
  run: z.string(),
  /** Hash of the last line of the chain, and how many there are. */
  journal: z.object({ lines: z.number().int().nonnegative(), head: Hash.nullable() }),
  /** Path in the folder → SHA-256 of its content. */
  files: z.record(z.string(), Hash),
});
export type Manifest = z.infer<typeof Manifest>;

/** One thing that is not as it was sealed. */
export interface Difference {
  readonly file: string;
  /** In the journal: the first line that differs. */
  readonly line?: number;
  readonly what: 'changed' | 'missing' | 'added' | 'unreadable';
}

export function tell({ file, line, what }: Difference): string {
  const where = line === undefined ? file : `${file}:${line}`;
  return {
    changed: `${where} was changed`,
    missing: `${where} is missing`,
    added: `${where} was added`,
    unreadable: `${where} can't be read`,
  }[what];
}
