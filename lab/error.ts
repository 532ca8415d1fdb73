/** What went wrong in or on the way to a lab, as data. `fix` tells the reader what to do next. */
export class LabError extends Error {
  override readonly name = 'LabError';
  readonly code: LabErrorCode;
  readonly fix: string | undefined;

  constructor(code: LabErrorCode, message: string, options: { fix?: string; cause?: unknown } = {}) {
    super(message, { cause: options.cause });
    this.code = code;
    this.fix = options.fix;
  }
}

export type LabErrorCode =
  | 'credentials-missing'
  | 'engine-missing'
  | 'haproxy-missing'
  | 'haproxy-failed'
  | 'haproxy-refused'
  | 'haproxy-unreachable'
  | 'become-failed'
  | 'host-key-mismatch'
  | 'host-key-unknown'
  | 'image-failed'
  | 'inventory-failed'
  | 'lab-exists'
  | 'lab-too-large'
  | 'lab-unknown'
  | 'lab-broken'
  | 'no-failover'
  | 'port-in-use'
  | 'process-failed'
  | 'project-unknown'
  | 'ssh-failed'
  | 'ssh-timeout';
