/**
 * Who started a command may be gone before it ends: a closed terminal, a lost connection, `| head`. What it does to a lab
 * is brought to its end all the same, and told to nobody.
 */
export function outliveReaders(): void {
  for (const stream of [process.stdout, process.stderr])
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE' && error.code !== 'EIO') throw error;
    });
  if (outlivesHangup()) process.on('SIGHUP', () => undefined);
}

/** Started by nohup: bin/unbroken looks, since Node forgets which signals were to be ignored. */
export const outlivesHangup = (): boolean => process.env.UNBROKEN_NOHUP === '1';
