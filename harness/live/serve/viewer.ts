import type { ServerResponse } from 'node:http';
import type { Feed } from '../feed/index.ts';

/**
 * Somebody who watches over server-sent events. Who reads slowly gets nothing more until it has read what it got, and then
 * what there is by that time: at most one message waits for each viewer.
 */
export class Viewer {
  readonly #response: ServerResponse;
  readonly #feed: Feed;
  #seen: number | undefined;
  #full = false;
  #leaving = false;

  constructor(response: ServerResponse, feed: Feed, seen: number | undefined) {
    this.#response = response;
    this.#feed = feed;
    this.#seen = seen;
    // How long a browser waits before it comes back.
    response.write('retry: 500\n\n');
    response.on('drain', () => {
      this.#full = false;
      if (this.#leaving) this.#end();
      else this.show();
    });
  }

  /** What is there to see and was not seen. */
  show(): void {
    while (!this.#full) {
      const [message] = this.#feed.after(this.#seen);
      if (!message) return;
      this.#seen = message.number;
      this.#full = !this.#response.write(`id: ${message.number}\nevent: ${message.kind}\ndata: ${message.data}\n\n`);
    }
  }

  /** There is a report now at the address of the page. */
  leave(): void {
    this.#leaving = true;
    if (!this.#full) this.#end();
  }

  #end(): void {
    this.#response.end('event: report\ndata: there\n\n');
  }
}
