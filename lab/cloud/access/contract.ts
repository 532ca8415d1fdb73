import type { Call } from '../http/index.ts';

/** Who calls: what every service but identity asks identity, as keystonemiddleware does. */
export interface Caller {
  readonly userId: string;
  readonly userName: string;
  readonly projectId: string;
  readonly roles: readonly string[];
}

export interface Gatekeeper {
  /** Throws a 401 Refusal for a missing, wrong or expired token. Answers of identity are remembered for a short while. */
  admit(call: Call): Promise<Caller>;
}
