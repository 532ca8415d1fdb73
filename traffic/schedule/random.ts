/** Numbers in [0, 1), the same for the same seed on every machine. */
export type Random = () => number;

/** sfc32: passes PractRand, four additions a number. A text as seed gives an independent stream for each purpose. */
export function seededRandom(seed: number | string): Random {
  let [a, b, c, d] = stateFrom(String(seed));
  return () => {
    const sum = (((a + b) | 0) + d) | 0;
    d = (d + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + sum) | 0;
    return (sum >>> 0) / 0x1_0000_0000;
  };
}

/** FNV-1a over the text from four starting points, each finished so that neighbouring seeds share nothing. */
function stateFrom(text: string): [number, number, number, number] {
  const word = (salt: number) => {
    let hash = 0x811c_9dc5 ^ salt;
    for (let index = 0; index < text.length; index += 1) hash = Math.imul(hash ^ text.charCodeAt(index), 0x0100_0193);
    hash = Math.imul(hash ^ (hash >>> 16), 0x85eb_ca6b);
    hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2_ae35);
    return (hash ^ (hash >>> 16)) | 0;
  };
  return [word(0x9e37_79b9), word(0x243f_6a88), word(0xb7e1_5162), word(0x6a09_e667)];
}
