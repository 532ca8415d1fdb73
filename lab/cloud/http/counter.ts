import { constants, openSync, readFileSync, writeSync } from 'node:fs';

/**
 * Counts in a file, so that whoever asks later is told of dead processes too: one number, rewritten each time. What was
 * written survives kill -9, and the file does not grow. Numbers only rise, so that a later one covers the one before.
 */
export function counterIn(file: string): () => void {
  const descriptor = openSync(file, constants.O_RDWR | constants.O_CREAT, 0o644);
  // A process with this number may have been here before.
  let count = Number(readFileSync(descriptor, 'utf8'));
  return () => {
    count += 1;
    writeSync(descriptor, `${count}\n`, 0);
  };
}
