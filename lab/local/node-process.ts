import { type SshServerOptions, startSshServer } from '../ssh/index.ts';
import { serveBackground } from './serve-background.ts';

/** One node of a local lab: an SSH server whose shell lives in the node's folder. */
await serveBackground(async (options: SshServerOptions) => {
  const server = await startSshServer(options);
  return { ready: { port: server.port }, stop: () => server[Symbol.asyncDispose]() };
});
