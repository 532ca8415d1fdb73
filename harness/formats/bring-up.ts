import { currentFormat, type Format } from './format.ts';

export type BroughtUp =
  | { readonly ok: true; readonly value: Record<string, unknown> }
  | { readonly ok: false; readonly why: string; readonly fix: string };

/** What a stored file says, as the current format says it; or why this build does not read it, and which one does. */
export function bringUp(format: Format, stored: unknown): BroughtUp {
  const { file, oldest, migrations, dropped } = format;
  const current = currentFormat(format);
  const reads = `this build reads ${oldest === current ? `format ${current}` : `formats ${oldest} to ${current}`}`;
  if (typeof stored !== 'object' || stored === null || Array.isArray(stored))
    return refused(`${file}: expected an object with "format": ${current}`, 'take the file as the run wrote it');
  const { format: number } = stored as { format?: unknown };
  if (typeof number !== 'number' || !Number.isInteger(number))
    return refused(
      `${file} has format ${JSON.stringify(number)}; ${reads}`,
      'every version of Unbroken writes a number there: take the file as the run wrote it',
    );
  if (number > current)
    return refused(
      `${file} has format ${number}, which is newer than this build; ${reads}`,
      `read it with Unbroken ${writerOf(stored) ?? 'of the version that wrote it'}, or a later one`,
    );
  if (number < oldest)
    return refused(
      `${file} has format ${number}; ${reads}`,
      dropped[number] === undefined
        ? 'no version of Unbroken ever wrote that format: take the file as the run wrote it'
        : `Unbroken ${dropped[number]} is the last version that reads it`,
    );
  const value = migrations
    .slice(number - oldest)
    .reduce((old, migrate) => migrate(old), { ...stored } as Record<string, unknown>);
  return { ok: true, value: { ...value, format: current } };
}

const refused = (why: string, fix: string): BroughtUp => ({ ok: false, why, fix });

/** Where a later format still says it in the same place. */
function writerOf(stored: object): string | undefined {
  const { run, harness } = stored as { run?: { harness?: unknown } | null; harness?: unknown };
  const said = harness ?? (typeof run === 'object' ? run?.harness : undefined);
  return typeof said === 'string' && /^\d+(\.\d+){1,2}[\w.+-]{0,40}$/.test(said) ? said : undefined;
}
