/** Wrong input from the user: nothing was touched. Exit code 64. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
  readonly code: string;
  readonly fix: string | undefined;

  constructor(code: string, message: string, fix?: string) {
    super(message);
    this.code = code;
    this.fix = fix;
  }
}
