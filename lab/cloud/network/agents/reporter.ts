/** Tells the server what was done: one call at a time, and all that came up meanwhile in the next one. */
export function makeReporter(send: (ids: readonly string[]) => Promise<void>) {
  let waiting = new Set<string>();
  let sending: Promise<void> | undefined;

  async function flush(): Promise<void> {
    try {
      while (waiting.size > 0) {
        const ids = [...waiting];
        waiting = new Set();
        await send(ids);
      }
    } finally {
      sending = undefined;
    }
  }

  /** Resolves when they were told, rejects when the server did not take it: then `undone` will name them again. */
  return (ids: readonly string[]): Promise<void> => {
    for (const id of ids) waiting.add(id);
    sending ??= flush();
    return sending;
  };
}
