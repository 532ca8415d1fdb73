/**
 * Looks again and again as long as there is somebody to look for: at once when told to, else after a while. The watched
 * file wakes us when there is news; the time between two rounds is for what happens without anybody writing.
 */
export function makeRounds(
  look: () => void,
  options: { readonly wanted: () => boolean; readonly everyMs: () => number },
) {
  let timer: NodeJS.Timeout | undefined;
  let urgent = false;
  let ended = false;

  function round(): void {
    timer = undefined;
    urgent = false;
    look();
    if (!ended && !urgent && options.wanted()) timer = setTimeout(round, options.everyMs());
  }

  return {
    /** Many who say so in one turn of the event loop get one round. */
    now(): void {
      if (urgent || ended) return;
      urgent = true;
      clearTimeout(timer);
      timer = setTimeout(round, 0);
    },
    end(): void {
      ended = true;
      clearTimeout(timer);
    },
  };
}
