/** One access that a run needs, and whether it is there. */
export interface Finding {
  /** `node web1`, `balancer lb1`, `service web` … */
  readonly of: string;
  readonly access: string;
  readonly state: 'ok' | 'warning' | 'missing';
  readonly found: string;
  readonly mend?: string | undefined;
}

type Answer = string | { readonly warning: string; readonly mend: string };

/** Missing, if the question throws: the error says why, and how to mend it. */
export async function find(of: string, access: string, ask: () => Promise<Answer>): Promise<Finding> {
  try {
    const answer = await ask();
    if (typeof answer === 'string') return { of, access, state: 'ok', found: answer };
    return { of, access, state: 'warning', found: answer.warning, mend: answer.mend };
  } catch (error) {
    const { message, fix } = error as Error & { fix?: string };
    return { of, access, state: 'missing', found: message, mend: fix };
  }
}

/** Something answered, and it is not what a run needs. */
export class Unfit extends Error {
  override readonly name = 'Unfit';
  readonly code = 'unfit';
  readonly fix: string;

  constructor(message: string, fix: string) {
    super(message);
    this.fix = fix;
  }
}
