/** Places in the order of sending at which rows of this kind stand. */
export function placesOf(sending: Uint32Array, kinds: Uint8Array, kind: number): Uint32Array {
  return where(sending.length, (place) => kinds[sending[place]!] === kind);
}

/** Rows of this kind. */
export function rowsOf(kinds: Uint8Array, kind: number): Uint32Array {
  return where(kinds.length, (row) => kinds[row] === kind);
}

/** Counted first, since a list that grows to millions takes several times its memory. */
function where(length: number, wanted: (index: number) => boolean): Uint32Array {
  let count = 0;
  for (let index = 0; index < length; index++) if (wanted(index)) count++;
  const found = new Uint32Array(count);
  let next = 0;
  for (let index = 0; next < count; index++) if (wanted(index)) found[next++] = index;
  return found;
}
