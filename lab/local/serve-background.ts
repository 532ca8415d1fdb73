import { once } from 'node:events';

/** The other side of `startBackground`: takes the one argument, and tells when the work has begun. */
export async function serveBackground<T>(
  begin: (argument: T) => Promise<{ readonly ready: object; stop(): PromiseLike<void> }>,
) {
  const [argument] = await once(process, 'message');
  const { ready, stop } = await begin(argument as T);
  process.once('SIGTERM', async () => {
    await stop();
    process.exit(0);
  });
  // Whoever started us may be gone already; the work goes on until somebody takes the lab down.
  process.send?.(ready, () => process.connected && process.disconnect());
}
