import type { Care } from './care.ts';
import { CarefulLink } from './careful-link.ts';
import { Http2Connection } from './http2-connection.ts';
import { Http2Link } from './http2-link.ts';
import { carrierOf, type Lane, MAX_IDLE_US, MAX_LEAVING_US, MAX_TURN } from './lane.ts';
import type { Link } from './link.ts';
import type { Target } from './target.ts';

/** HTTP/2 connections of one kind: shared by a few requests at a time, or of one request each. */
export class Http2Lane implements Lane {
  readonly connection: 'keep-alive' | 'fresh';
  readonly #target: Target;
  readonly #nextId: () => number;
  #connections: Http2Connection[] = [];
  #leaving: Http2Connection[] = [];

  constructor(connection: 'keep-alive' | 'fresh', target: Target, nextId: () => number) {
    this.connection = connection;
    this.#target = target;
    this.#nextId = nextId;
  }

  obtain(now: number, care: Care | undefined): Link {
    const link = new Http2Link(this.#connections.find((one) => usable(one, now)) ?? this.#dial());
    return care ? new CarefulLink(link, care) : link;
  }

  giveBack(link: Link, now: number): void {
    const { connection } = carrierOf(link) as Http2Link;
    connection.idleSince = now;
    if (this.connection === 'fresh') this.#dismiss(connection);
  }

  sweep(now: number): void {
    for (const connection of this.#connections)
      if (connection.passengers.size === 0 && !usable(connection, now)) this.#dismiss(connection);
    this.#leaving = this.#leaving.filter((connection) => {
      const patient = now - connection.idleSince < MAX_LEAVING_US;
      if (!patient) connection.destroy();
      return patient;
    });
    this.#connections = this.#connections.filter((connection) => !this.#leaving.includes(connection));
  }

  close(): void {
    for (const connection of [...this.#connections, ...this.#leaving]) connection.destroy();
  }

  #dial(): Http2Connection {
    const connection = new Http2Connection(this.#nextId(), this.#target);
    if (this.connection === 'keep-alive') this.#connections.push(connection);
    return connection;
  }

  #dismiss(connection: Http2Connection): void {
    connection.leave();
    this.#leaving.push(connection);
  }
}

function usable(connection: Http2Connection, now: number): boolean {
  const awake = connection.passengers.size > 0 || connection.turns === 0 || now - connection.idleSince < MAX_IDLE_US;
  return connection.open && !connection.full && connection.turns < MAX_TURN && awake;
}
