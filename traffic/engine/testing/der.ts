/** As much of DER (X.690) as a certificate needs. */

export function der(tag: number, ...contents: readonly Buffer[]): Buffer {
  const content = Buffer.concat(contents);
  return Buffer.concat([Buffer.from([tag, ...lengthOf(content.length)]), content]);
}

export const sequence = (...contents: readonly Buffer[]) => der(0x30, ...contents);
export const set = (...contents: readonly Buffer[]) => der(0x31, ...contents);
export const integer = (value: number) => der(0x02, Buffer.from([value]));
export const truth = () => der(0x01, Buffer.from([0xff]));
export const octets = (content: Buffer) => der(0x04, content);
export const bits = (content: Buffer) => der(0x03, Buffer.from([0]), content);
export const text = (value: string) => der(0x0c, Buffer.from(value));

/** `YYMMDDHHMMSSZ`: good until 2049. */
export function time(date: Date): Buffer {
  return der(
    0x17,
    Buffer.from(
      date
        .toISOString()
        .replace(/[-:T]|\.\d+/g, '')
        .slice(2),
    ),
  );
}

export function oid(dotted: string): Buffer {
  const [first, second, ...rest] = dotted.split('.').map(Number) as [number, number, ...number[]];
  return der(0x06, Buffer.from([first * 40 + second, ...rest.flatMap(base128)]));
}

function base128(value: number): number[] {
  const low = [value & 0x7f];
  for (let rest = value >> 7; rest > 0; rest >>= 7) low.unshift((rest & 0x7f) | 0x80);
  return low;
}

function lengthOf(length: number): number[] {
  if (length < 0x80) return [length];
  return length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
}
