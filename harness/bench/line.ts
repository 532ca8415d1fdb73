/** One line of the table: something measured, held against what it must reach. */
export interface Line {
  /** For `--only`. */
  readonly name: string;
  readonly what: string;
  readonly must: string;
  measure(effort: Effort): Promise<Measurement>;
}

export interface Effort {
  /** A few seconds instead of a minute: shows that it works, proves little. */
  readonly quick: boolean;
  readonly say: (text: string) => void;
}

export type Measurement = Measured | Skipped | Broken;

export interface Measured {
  readonly measured: string;
  /** What others reached in the same minute. */
  readonly peers: string;
  readonly ratio: string;
  readonly met: boolean;
}

export interface Skipped {
  /** Why it could not be measured here. */
  readonly skipped: string;
}

/** It did not come to a number: as good as missed. */
export interface Broken {
  readonly broken: string;
}

export interface Result {
  readonly what: string;
  readonly measured: string;
  readonly peers: string;
  readonly ratio: string;
  readonly must: string;
  /** null: not measured. */
  readonly met: boolean | null;
}

export function resultOf({ what, must }: Pick<Line, 'what' | 'must'>, measurement: Measurement): Result {
  if ('skipped' in measurement)
    return { what, measured: `skipped: ${measurement.skipped}`, peers: '', ratio: '', must, met: null };
  if ('broken' in measurement)
    return { what, measured: `broken: ${measurement.broken}`, peers: '', ratio: '', must, met: false };
  const { measured, peers, ratio, met } = measurement;
  return { what, measured, peers, ratio, must, met };
}
