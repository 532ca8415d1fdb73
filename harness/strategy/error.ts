import type { Cause } from '../journal/index.ts';

/** A step that could not be done, and whose fault that is. */
export class StepError extends Error {
  override readonly name = 'StepError';
  readonly code: string;
  readonly blame: Cause['blame'];
  readonly evidence: Record<string, unknown> | undefined;

  constructor(code: string, blame: Cause['blame'], message: string, evidence?: Record<string, unknown>) {
    super(message);
    this.code = code;
    this.blame = blame;
    this.evidence = evidence;
  }
}

/** The run was asked to end while a step was waiting. Nobody's fault. */
export class Interrupted extends Error {
  override readonly name = 'Interrupted';
  readonly code = 'interrupted';
}

/** What failed for a reason that nobody foresaw is never put on the upgrade. */
export function causeOf(error: unknown): Cause {
  if (error instanceof StepError)
    return {
      code: error.code,
      message: error.message,
      blame: error.blame,
      ...(error.evidence ? { evidence: error.evidence } : {}),
    };
  const { code, message } = error as { code?: unknown; message?: unknown };
  return {
    code: typeof code === 'string' ? code : 'unexpected',
    message: String(message ?? error),
    blame: 'experiment',
  };
}
