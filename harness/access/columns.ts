/**
 * What load balancers logged of the recorder's requests, in the order of their lines, as typed arrays. A request that was
 * logged twice (by two load balancers behind each other) has two lines.
 */
export interface AccessLog {
  readonly count: number;
  /** The ledger's sequence number, from the request's `traceparent`. */
  readonly sequence: Uint32Array;
  /** µs since the run's base, by the load balancer's clock, whole ms: when it had the request's head. */
  readonly at: Float64Array;
  /** What the client was sent; 0: nothing. */
  readonly status: Uint16Array;
  /** Indexes into the names. */
  readonly balancer: Uint8Array;
  readonly backend: Uint8Array;
  /** `<NOSRV>` where no server was tried. */
  readonly server: Uint8Array;
  readonly termination: Uint8Array;
  readonly retries: Uint8Array;
  /** 1: it was sent to another server after it had failed on one. */
  readonly redispatched: Uint8Array;
  /** How long it waited for a server, ms; -1: it did not come so far. */
  readonly queued: Int32Array;
  readonly names: {
    readonly balancers: readonly string[];
    readonly backends: readonly string[];
    readonly servers: readonly string[];
    /** The four letters of HAProxy's termination state: `----`, `SH--` … */
    readonly terminations: readonly string[];
  };
  /** Balancer → front end → lines of requests that were not the recorder's. */
  readonly others: Readonly<Record<string, Readonly<Record<string, number>>>>;
  /** Lines that could not be read. */
  readonly unread: number;
}
