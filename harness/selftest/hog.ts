import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const PROGRAM = fileURLToPath(new URL('./hog-process.ts', import.meta.url));

/** Keeps so many cores busy until disposed of. Whatever becomes of this process, none of them outlives it for long. */
export function startHogs(count: number): Disposable {
  const hogs = Array.from({ length: count }, () =>
    spawn(process.execPath, [PROGRAM], { stdio: ['pipe', 'ignore', 'ignore'] }),
  );
  // Its end is what was asked for.
  for (const hog of hogs) hog.stdin.on('error', () => undefined);
  return {
    [Symbol.dispose]() {
      for (const hog of hogs) hog.kill('SIGKILL');
    },
  };
}
