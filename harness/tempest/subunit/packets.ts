import { LONGEST_PACKET, type Packet, readPacket, SIGNATURE } from './packet.ts';

const KEPT_STRAY = 4_000;

/** More than these look like packets and are none: this is no such stream. To look on would take for ever. */
const MOST_DAMAGED = 100;

/**
 * Takes packets out of a stream as it comes. What stands between them is no packet, and neither is one whose checksum is
 * wrong: both are passed over, to the next signature. Never more is kept than the longest packet, and the end of what was
 * passed over.
 */
export class Packets {
  #pending: Uint8Array = new Uint8Array(0);
  #stray: Uint8Array = new Uint8Array(0);
  #passed = 0;
  #damaged = 0;

  /** Bytes that belong to no packet. */
  get passed(): number {
    return this.#passed;
  }

  /** The end of what was no packet: most probably what a program had to say. */
  get stray(): string {
    return new TextDecoder().decode(this.#stray).replaceAll('\0', '').trim();
  }

  push(chunk: Uint8Array): Packet[] {
    return this.#take(join(this.#pending, chunk), false);
  }

  /** Nothing comes any more: what looked like the beginning of a packet was none. */
  end(): Packet[] {
    return this.#take(this.#pending, true);
  }

  #take(bytes: Uint8Array, last: boolean): Packet[] {
    const packets: Packet[] = [];
    let passedFrom = 0;
    let at = 0;
    for (;;) {
      const begin = this.#damaged > MOST_DAMAGED ? -1 : bytes.indexOf(SIGNATURE, at);
      at = begin < 0 ? bytes.length : begin;
      if (begin < 0) break;
      const found = readPacket(bytes.subarray(begin, begin + LONGEST_PACKET));
      if (found.kind === 'part' && !last) break;
      if (found.kind === 'packet') {
        packets.push(found.packet);
        this.#pass(bytes.subarray(passedFrom, begin));
        at += found.length;
        passedFrom = at;
        continue;
      }
      if (found.kind === 'damaged') this.#damaged += 1;
      at += 1;
    }
    this.#pass(bytes.subarray(passedFrom, at));
    // A copy: the chunk that it is a part of may be long.
    this.#pending = bytes.slice(at);
    return packets;
  }

  #pass(bytes: Uint8Array): void {
    if (bytes.length === 0) return;
    this.#passed += bytes.length;
    this.#stray = join(this.#stray, bytes.subarray(-KEPT_STRAY)).slice(-KEPT_STRAY);
  }
}

function join(one: Uint8Array, other: Uint8Array): Uint8Array {
  if (one.length === 0) return other;
  const both = new Uint8Array(one.length + other.length);
  both.set(one);
  both.set(other, one.length);
  return both;
}
