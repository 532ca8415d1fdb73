/** Takes what one format says to how the next one says it. Pure: the stored file stays as it is. */
export type Migration = (old: Readonly<Record<string, unknown>>) => Record<string, unknown>;

/** A kind of file that outlives the build that wrote it. */
export interface Format {
  readonly file: string;
  /** The oldest format that is still read. */
  readonly oldest: number;
  /** From the oldest format to the next, and so on; the last leads to the current one. */
  readonly migrations: readonly Migration[];
  /** Formats that are not read any more, with the last version of Unbroken that reads them. */
  readonly dropped: Readonly<Record<number, string>>;
}

export const currentFormat = ({ oldest, migrations }: Format): number => oldest + migrations.length;
