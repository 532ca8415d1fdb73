import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { type Entries, Feed } from '../feed/index.ts';
import { admit } from './gate.ts';
import { HEADERS } from './headers.ts';
import { listen, shut } from './listen.ts';
import { Viewer } from './viewer.ts';

/** People do not see more, and nobody is to pay for it. */
const EVERY_MS = 250;

/** Long enough for a browser on this machine to fetch a report; nobody who watches may keep a command from ending. */
const FAREWELL_MS = 3_000;

export interface Show {
  /** The page that listens to the events beside it. */
  readonly page: string;
  entries(): Entries;
}

/** The run as a page on this machine, for whoever has the address. At the end the page becomes the report. */
export class LiveServer implements Disposable {
  readonly #server = createServer((request, response) => this.#answer(request, response));
  readonly #token = randomBytes(16).toString('base64url');
  readonly #feed = new Feed();
  readonly #viewers = new Set<Viewer>();
  #port = 0;
  #show: Show | undefined;
  #report: Buffer | undefined;
  #timer: NodeJS.Timeout | undefined;
  #fetched: () => void = () => undefined;

  static async open(): Promise<LiveServer> {
    const live = new LiveServer();
    live.#port = await listen(live.#server, '127.0.0.1', 0);
    return live;
  }

  get address(): string {
    return `http://127.0.0.1:${this.#port}/${this.#token}/`;
  }

  begin(show: Show): void {
    this.#show = show;
  }

  /** Something happened. Costs nothing while nobody watches. */
  changed(): void {
    if (this.#viewers.size === 0 || this.#report) return;
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      this.#publish();
    }, EVERY_MS).unref();
  }

  /** Resolves when all who watch have the report, or have had the time for it. */
  async become(report: string): Promise<void> {
    this.#publish();
    this.#report = Buffer.from(report);
    const { promise, resolve } = Promise.withResolvers<void>();
    let owed = this.#viewers.size;
    if (owed === 0) return;
    this.#fetched = () => {
      owed -= 1;
      if (owed === 0) resolve();
    };
    for (const viewer of this.#viewers) viewer.leave();
    const timer = setTimeout(resolve, FAREWELL_MS);
    await promise;
    clearTimeout(timer);
  }

  [Symbol.dispose](): void {
    clearTimeout(this.#timer);
    shut(this.#server);
  }

  #publish(): void {
    if (!this.#show) return;
    this.#feed.update(this.#show.entries());
    for (const viewer of this.#viewers) viewer.show();
  }

  #answer(request: IncomingMessage, response: ServerResponse): void {
    const { method = '', url = '', headers } = request;
    const admission = admit({ method, url, host: headers.host, origin: headers.origin }, this.#house());
    if (admission.to === 'nowhere') {
      const allow = admission.status === 405 ? { Allow: 'GET, HEAD' } : {};
      say(response, admission.status, admission.why, allow);
    } else if (!this.#show) say(response, 503, 'the run has not begun');
    else if (admission.to === 'page') this.#givePage(method, response, this.#show);
    else this.#giveEvents(method, response, numberIn(headers['last-event-id']));
  }

  #house() {
    return { port: this.#port, token: this.#token };
  }

  #givePage(method: string, response: ServerResponse, { page }: Show): void {
    const isReport = this.#report !== undefined;
    // So that nothing is cut off when the command ends.
    response.writeHead(200, { ...HEADERS, 'Content-Type': 'text/html; charset=utf-8', Connection: 'close' });
    if (isReport && method === 'GET') response.once('close', () => this.#fetched());
    response.end(method === 'HEAD' ? undefined : (this.#report ?? page));
  }

  #giveEvents(method: string, response: ServerResponse, seen: number | undefined): void {
    response.writeHead(200, { ...HEADERS, 'Content-Type': 'text/event-stream; charset=utf-8' });
    if (method === 'HEAD') response.end();
    else this.#welcome(new Viewer(response, this.#feed, seen), response);
  }

  #welcome(viewer: Viewer, response: ServerResponse): void {
    if (this.#report) {
      viewer.leave();
      return;
    }
    this.#viewers.add(viewer);
    response.once('close', () => this.#viewers.delete(viewer));
    this.#publish();
  }
}

function say(response: ServerResponse, status: number, why: string, more: Record<string, string> = {}): void {
  response.writeHead(status, { ...HEADERS, 'Content-Type': 'text/plain; charset=utf-8', ...more });
  response.end(`${why}\n`);
}

function numberIn(header: string | string[] | undefined): number | undefined {
  return typeof header === 'string' && /^\d{1,15}$/.test(header) ? Number(header) : undefined;
}
