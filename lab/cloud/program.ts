import { writeFileSync } from 'node:fs';

/** What every daemon of the control plane has in common: `node FILE RELEASE ROOT`. */

export const log = (line: string) => console.log(`${new Date().toISOString()} ${process.pid} ${line}`);

/** An install while it runs does not touch it, as on any host. What goes wrong in the beginning ends it. */
export function runProgram(serve: (releaseName: string | undefined, root: string) => void): void {
  const [, , releaseName, root = ''] = process.argv;
  try {
    serve(releaseName, root);
  } catch (error) {
    log(`CRITICAL ${error instanceof Error ? error.message : String(error)}`);
    process.exitCode = 1;
  }
}

/** For a daemon that is reached through messages: ready when this is called; TERM lets the work in hand end. */
export function runWorker(stop: () => Promise<void>): void {
  process.on('SIGTERM', async () => {
    await stop();
    log('INFO stopped by SIGTERM');
    process.exit(0);
  });
  // Without a listener it would end the process. Whoever has something to read anew listens too.
  process.on('SIGHUP', () => log('INFO reloaded by SIGHUP'));
  log('INFO ready');
  if (process.env.READY_FILE) writeFileSync(process.env.READY_FILE, '');
}
