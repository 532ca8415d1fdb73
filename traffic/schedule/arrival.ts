/** A request to send, before it has its number. */
export interface Intent {
  /** µs since the traffic's start. */
  readonly at: number;
  /** Like `lane` an index, in the order in which the profile names them. */
  readonly operation: number;
  readonly lane: number;
  readonly session: number;
}

export interface Arrival extends Intent {
  readonly sequence: number;
}
