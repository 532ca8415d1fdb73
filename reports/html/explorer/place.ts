/** A place on the timeline as it stands in an address, so that a link still leads there when the file was sent on. */
export interface Place {
  /** µs; null: the whole run. */
  readonly from: number | null;
  readonly to: number | null;
  /** Sequence number of the request that is shown. */
  readonly row: number | null;
}

// A tenth of a millisecond: more than a screen can show and less than a reader would not want to see in an address.
const seconds = (us: number): string => String(Number((us / 1e6).toFixed(4)));

export const placeText = ({ from, to, row }: Place): string => {
  const parts = [
    ...(from === null || to === null ? [] : [`t=${seconds(from)}-${seconds(to)}`]),
    ...(row === null ? [] : [`row=${row}`]),
  ];
  return parts.length === 0 ? '' : `#${parts.join('&')}`;
};

const TIME = /^t=(\d{1,9}(?:\.\d{1,6})?)-(\d{1,9}(?:\.\d{1,6})?)$/;
const ROW = /^row=(\d{1,10})$/;

/** null: the address tells of something else. */
export const readPlace = (hash: string): Place | null => {
  let place: Place | null = null;
  const empty: Place = { from: null, to: null, row: null };
  for (const part of hash.replace(/^#/, '').split('&')) {
    const time = TIME.exec(part);
    const row = ROW.exec(part);
    if (time && Number(time[1]) < Number(time[2]))
      place = { ...(place ?? empty), from: Number(time[1]) * 1e6, to: Number(time[2]) * 1e6 };
    if (row) place = { ...(place ?? empty), row: Number(row[1]) };
  }
  return place;
};
