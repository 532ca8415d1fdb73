/**
 * Who started a command may be gone before it ends: a closed terminal, a lost connection, `| head`. What it does to a lab
 * is brought to its end all the same, and told to nobody.
 */
export function outliveReaders(): void {
  for (const stream of [process.stdout, process.stderr])
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (!isUnread(error)) throw error;
    });
  if (outlivesHangup()) process.on('SIGHUP', () => undefined);
}

/** Whoever read a pipe, or had a terminal, is gone. */
export const isUnread = ({ code }: NodeJS.ErrnoException): boolean => code === 'EPIPE' || code === 'EIO';

/** Started by nohup: bin/unbroken looks, since Node forgets which signals were to be ignored. */
export const outlivesHangup = (): boolean => process.env.UNBROKEN_NOHUP === '1';
