import { closeSync, type FSWatcher, mkdirSync, openSync, rmSync, utimesSync } from 'node:fs';
import { join } from 'node:path';

export type Watch = (file: string, onChange: () => void) => FSWatcher;

/**
 * So that nobody has to look all the time: whoever writes for a name touches its bell, a file, and the kernel wakes
 * those who listen to it. A bell that nobody has made has no listener.
 */
export function makeBells(folder: string, watch: Watch) {
  mkdirSync(folder, { recursive: true });
  const bell = (name: string) => join(folder, encodeURIComponent(name));
  return {
    ring(name: string): void {
      try {
        utimesSync(bell(name), 0, 0);
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
      }
    },
    /** Undefined where the kernel gives no more watches: then one has to look. */
    listen(name: string, onRing: () => void): Disposable | undefined {
      closeSync(openSync(bell(name), 'a'));
      try {
        const watcher = watch(bell(name), onRing);
        watcher.on('error', () => undefined);
        return { [Symbol.dispose]: () => watcher.close() };
      } catch {
        return undefined;
      }
    },
    remove: (name: string) => rmSync(bell(name), { force: true }),
  };
}
