import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';

/** A server for tests that remembers what it was asked, and hands out a new token with each POST. */
export interface Witness extends AsyncDisposable {
  readonly address: string;
  readonly requests: readonly Asked[];
}

export interface Asked {
  readonly method: string;
  readonly path: string;
  readonly token: string | undefined;
  readonly traceparent: string | undefined;
  /** What it was given in answer. */
  readonly given: string | undefined;
}

const textOf = (request: IncomingMessage, name: string) => request.headers[name]?.toString();

export async function openWitness(): Promise<Witness> {
  const requests: Asked[] = [];
  const server = createServer((request, response) => {
    const given = request.method === 'POST' ? `token-${requests.length}` : undefined;
    const [token, traceparent] = [textOf(request, 'x-auth-token'), textOf(request, 'traceparent')];
    requests.push({ method: request.method!, path: request.url!, token, traceparent, given });
    if (given !== undefined) response.setHeader('x-subject-token', given);
    response.end();
  });
  server.listen(0, '127.77.0.5');
  await once(server, 'listening');
  return {
    address: `http://127.77.0.5:${(server.address() as { port: number }).port}`,
    requests,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
