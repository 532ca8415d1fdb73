import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { pipeline, Readable } from 'node:stream';
import type { Trouble } from '../../faults/trouble/index.ts';
import { readBody } from './body.ts';
import { hinder } from './hinder.ts';
import { Refusal } from './refusal.ts';
import { type Answer, makeRouter, type Routes } from './route.ts';

export interface Api {
  readonly routes: Routes;
  /** How this service writes a refusal. */
  refuse(refusal: Refusal): Answer;
  /** For what only the operator should read. */
  log(line: string): void;
}

/** `served` is told of each answer to a request with a `traceparent`, before it leaves. */
export function makeServer(api: Api, troubles: readonly Trouble[] = [], served: () => void = () => undefined): Server {
  const route = makeRouter(api.routes);

  async function answer(request: IncomingMessage): Promise<Answer> {
    const method = request.method ?? 'GET';
    try {
      const url = URL.parse(request.url ?? '/', `http://${request.headers.host ?? 'localhost'}`);
      if (!url) throw new Refusal(400, 'Expecting a valid address and a valid Host header.');
      const match = route(method, url.pathname);
      if (match.kind === 'no-path') throw new Refusal(404, 'The requested URL was not found on the server.');
      if (match.kind === 'no-method')
        throw new Refusal(405, 'The method is not allowed for the requested URL.', { allow: match.allowed.join(', ') });
      return await match.handler({
        headers: request.headers,
        origin: url.origin,
        path: url.pathname,
        query: url.searchParams,
        parameters: match.parameters,
        body: await readBody(request),
      });
    } catch (error) {
      if (error instanceof Refusal) return api.refuse(error);
      // Somebody who goes away in the middle of his request is no error here.
      if (!request.errored)
        api.log(`ERROR ${method} ${request.url}: ${error instanceof Error ? error.message : String(error)}`);
      return api.refuse(new Refusal(500, 'An unexpected error prevented the server from fulfilling your request.'));
    }
  }

  const hand = (response: ServerResponse, given: Answer): void => {
    if (response.req.headers.traceparent !== undefined && !response.destroyed) served();
    deliver(response, given);
  };
  const server = createServer(
    troubles.length > 0
      ? hinder(troubles, { answer, deliver: hand })
      : async (request, response) => hand(response, await answer(request)),
  );
  // Longer than any load balancer keeps an idle connection: else it may reuse one just as this side closes it.
  server.keepAliveTimeout = 75_000;
  server.headersTimeout = 20_000;
  // Glance's client_socket_timeout: an upload may be slow.
  server.requestTimeout = 900_000;
  return server;
}

function deliver(response: ServerResponse, given: Answer): void {
  if (given.body instanceof Readable) sendStream(response, given, given.body);
  else if (!response.destroyed) send(response, given);
}

function send(response: ServerResponse, { status, headers, body }: Answer): void {
  const text = typeof body === 'string';
  const payload = body === undefined ? '' : text ? body : JSON.stringify(body);
  response.writeHead(status, {
    ...(body === undefined ? {} : { 'content-type': text ? 'text/plain; charset=UTF-8' : 'application/json' }),
    ...(status === 204 ? {} : { 'content-length': Buffer.byteLength(payload) }),
    ...requestId(),
    ...headers,
  });
  response.end(payload);
}

function sendStream(response: ServerResponse, { status, headers }: Answer, body: Readable): void {
  if (!response.destroyed)
    response.writeHead(status, { 'content-type': 'application/octet-stream', ...requestId(), ...headers });
  // Also when the client is gone: the stream must be closed. Cut off, it is the client who sees that something is missing.
  pipeline(body, response, () => undefined);
}

const requestId = () => ({ 'x-openstack-request-id': `req-${randomUUID()}` });
