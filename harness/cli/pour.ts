/** Writes to stdout no faster than it is read. False: nobody reads it any more, as after `| head`. */
export async function pour(texts: Iterable<string>): Promise<boolean> {
  const ignore = (): void => undefined;
  process.stdout.on('error', ignore);
  for (const text of texts) {
    const error = await new Promise<Error | null | undefined>((resolve) => process.stdout.write(text, resolve));
    if (!error) continue;
    if ((error as NodeJS.ErrnoException).code !== 'EPIPE') throw error;
    // The stream tells of it once more, later.
    return false;
  }
  process.stdout.off('error', ignore);
  return true;
}
