import { z } from 'zod';

/** Why a message was not handled, in a form that travels: `unsupported-version`, `timeout`, or what the reader threw. */
export class MessageError extends Error {
  override readonly name = 'MessageError';
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

const Written = z.object({ code: z.string(), message: z.string() });

export function writeError(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'failed';
  return JSON.stringify({ code, message: error instanceof Error ? error.message : String(error) });
}

export function readError(text: string): MessageError {
  const { code, message } = Written.parse(JSON.parse(text));
  return new MessageError(code, message);
}
