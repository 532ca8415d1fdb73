/** What went wrong with offering or recording traffic, as data. `fix` tells the reader what to do next. */
export class TrafficError extends Error {
  override readonly name = 'TrafficError';
  readonly code: TrafficErrorCode;
  readonly fix: string | undefined;

  constructor(code: TrafficErrorCode, message: string, options: { fix?: string | undefined; cause?: unknown } = {}) {
    super(message, { cause: options.cause });
    this.code = code;
    this.fix = options.fix;
  }
}

export type TrafficErrorCode =
  | 'canary-unusable'
  | 'ledger-exists'
  | 'ledger-unreadable'
  | 'login-failed'
  | 'target-unusable'
  | 'traffic-crashed';
