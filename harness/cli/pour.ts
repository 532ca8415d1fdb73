import { isUnread } from './unattended.ts';

/** Writes to stdout no faster than it is read. False: nobody reads it any more, as after `| head`. */
export async function pour(texts: Iterable<string>): Promise<boolean> {
  for (const text of texts) {
    const error = await new Promise<Error | null | undefined>((resolve) => process.stdout.write(text, resolve));
    if (!error) continue;
    if (!isUnread(error)) throw error;
    return false;
  }
  return true;
}
