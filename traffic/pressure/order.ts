/** What a worker is asked to do. */
export interface PressureOrder {
  /** Of a front end: scheme, host and port. */
  readonly address: string;
  readonly request: {
    readonly method: string;
    readonly path: string;
    readonly headers: Readonly<Record<string, string>>;
  };
  /** Statuses of good answers. */
  readonly expected: readonly number[];
  readonly connections: number;
  /** It ends after so long at the latest, whoever has forgotten to stop it. */
  readonly seconds: number;
  /** Requests per second; without: as many as are answered. */
  readonly perSecond?: number;
}
