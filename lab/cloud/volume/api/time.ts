/** As Python writes a time: microseconds, and no zone. */
export const isoMicroseconds = (milliseconds: number): string =>
  new Date(milliseconds).toISOString().replace('Z', '000');
