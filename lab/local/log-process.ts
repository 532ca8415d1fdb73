import { receiveLogs } from '../haproxy/index.ts';
import { serveBackground } from './serve-background.ts';

/** Writes what the load balancer logs into a file: HAProxy itself only speaks syslog. */
await serveBackground(async (options: { address: string; file: string }) => {
  const receiver = await receiveLogs(options);
  return { ready: { port: receiver.port }, stop: () => receiver[Symbol.asyncDispose]() };
});
