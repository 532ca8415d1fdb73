/** Puts things that need room from x to x + width into as few rows as it can, in order. */
export const packed = <T>(items: readonly T[], extent: (item: T) => readonly [from: number, to: number]) => {
  const ends: number[] = [];
  const placed = items.map((item) => {
    const [from, to] = extent(item);
    const free = ends.findIndex((end) => end <= from);
    const row = free === -1 ? ends.length : free;
    ends[row] = to;
    return { item, row };
  });
  return { placed, rows: ends.length };
};
