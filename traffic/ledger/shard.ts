import type { ZodType } from 'zod';
import { type Block, KINDS } from './block.ts';
import type { Version } from './columns.ts';
import { Names, Opening, Seal } from './contents.ts';
import { ROW_BYTES } from './row.ts';

/** Where rows are; their bytes are read again when it is known how many there are. */
export interface RowBlock {
  readonly file: string;
  readonly number: number;
  readonly offset: number;
  readonly rows: number;
  readonly base: number;
}

/** What the blocks of one shard say, taken in one after the other. `take` answers with what is wrong with a block. */
export class Shard {
  readonly id: number;
  opening: Opening | undefined;
  seal: Seal | undefined;
  readonly rowBlocks: RowBlock[] = [];
  /** By index; a hole is a name whose block was lost. */
  readonly servers: (string | undefined)[] = [];
  readonly versions: (Version | undefined)[] = [];
  /** Highest sequence number seen, -1 before the first. */
  highest = -1;
  /** Something of it could be read. */
  isThere = false;
  /** Rows with a number that belongs to another shard. */
  foreign = 0;
  #next = 0;

  constructor(id: number) {
    this.id = id;
  }

  take(block: Block, file: string): string[] {
    this.isThere = true;
    const wrong = this.#count(block.number);
    if (block.kind === KINDS.rows) {
      if (block.payload.length === block.rows * ROW_BYTES) {
        const { number, offset, rows, base } = block;
        this.rowBlocks.push({ file, number, offset, rows, base });
      } else wrong.push(`block of ${block.rows} rows has ${block.payload.length} bytes`);
    } else wrong.push(...this.#takeJson(block));
    return wrong;
  }

  /** Answers with the number of a block that cannot be read: the next one, unless its header still tells. */
  lose(number = this.#next): number {
    this.#next = Math.max(this.#next, number + 1);
    return number;
  }

  saw(sequence: number): void {
    if (sequence > this.highest) this.highest = sequence;
    if (this.opening && sequence % this.opening.shards !== this.id) this.foreign += 1;
  }

  #count(number: number): string[] {
    const expected = this.#next;
    this.#next = number + 1;
    if (number === expected) return [];
    if (number < expected) return [`block ${number} comes after block ${expected - 1}`];
    return [
      number === expected + 1 ? `block ${expected} is missing` : `blocks ${expected} to ${number - 1} are missing`,
    ];
  }

  #takeJson({ kind, payload }: Block): string[] {
    if (kind === KINDS.opening) {
      const opening = parse(Opening, payload);
      if (opening) this.opening ??= opening;
      return opening ? [] : ['opening cannot be read'];
    }
    if (kind === KINDS.seal) {
      this.seal = parse(Seal, payload);
      if (this.seal) this.opening ??= this.seal.opening;
      return this.seal ? [] : ['seal cannot be read'];
    }
    if (kind !== KINDS.names) return [`block has the unknown kind ${kind}`];
    const names = parse(Names, payload);
    if (!names) return ['names cannot be read'];
    for (const [index, name] of names.servers.names.entries()) this.servers[names.servers.from + index] = name;
    for (const [index, name] of names.versions.names.entries()) this.versions[names.versions.from + index] = name;
    return [];
  }
}

function parse<Content>(schema: ZodType<Content>, payload: Buffer): Content | undefined {
  try {
    return schema.safeParse(JSON.parse(payload.toString())).data;
  } catch {
    return undefined;
  }
}
