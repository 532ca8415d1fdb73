import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { UsageError } from '../../error.ts';
import { HEADERS } from './headers.ts';
import { listen, shut } from './listen.ts';

export interface Endpoint {
  readonly host: string;
  readonly port: number;
}

const TYPE = 'application/openmetrics-text; version=1.0.0; charset=utf-8';

/** What a monitoring system reads from time to time while a run goes on. */
export class MetricsServer implements Disposable {
  readonly #server = createServer((request, response) => this.#answer(request, response));
  #render: () => string = () => '# EOF\n';

  static async open({ host, port }: Endpoint): Promise<MetricsServer> {
    const metrics = new MetricsServer();
    await listen(metrics.#server, host, port).catch((error: NodeJS.ErrnoException) => {
      throw new UsageError(
        'metrics-port',
        `--metrics: expected to listen at ${host} port ${port}: ${WHY[error.code ?? ''] ?? error.message}`,
        'name another one, or leave --metrics out',
      );
    });
    return metrics;
  }

  serve(render: () => string): void {
    this.#render = render;
  }

  [Symbol.dispose](): void {
    shut(this.#server);
  }

  #answer({ method = '', url = '' }: IncomingMessage, response: ServerResponse): void {
    const [path] = url.split('?', 1);
    if (method !== 'GET' && method !== 'HEAD') response.writeHead(405, { ...HEADERS, Allow: 'GET, HEAD' }).end();
    else if (path !== '/metrics') response.writeHead(404, HEADERS).end('metrics are at /metrics\n');
    else response.writeHead(200, { ...HEADERS, 'Content-Type': TYPE }).end(method === 'HEAD' ? '' : this.#render());
  }
}

const WHY: Readonly<Record<string, string>> = {
  EADDRINUSE: 'somebody else listens there',
  EACCES: 'this user may not listen there',
  EADDRNOTAVAIL: 'this machine does not have that address',
  ENOTFOUND: 'nobody knows that name',
};
