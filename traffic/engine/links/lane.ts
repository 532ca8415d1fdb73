import type { Care } from './care.ts';
import { CarefulLink } from './careful-link.ts';
import { Connection } from './connection.ts';
import type { Link } from './link.ts';
import type { Target } from './target.ts';

/** A connection that was idle for longer is closed by us: the peer may be closing it just now. */
export const MAX_IDLE_US = 4_000_000;
/** How long the peer may take to close what it said it would. Closing first would leave the port to us in TIME_WAIT. */
export const MAX_LEAVING_US = 1_000_000;
/** The ledger counts turns in 16 bits. */
export const MAX_TURN = 0xffff;

/** Connections of one kind to one target. */
export interface Lane {
  readonly connection: 'keep-alive' | 'fresh';
  /** A connection to use now: there is always one, if only one that is yet to be established. */
  obtain(now: number, care?: Care): Link;
  /** The fate of what was on it is known. */
  giveBack(link: Link, now: number): void;
  sweep(now: number): void;
  close(): void;
}

/** What a request was sent on, whatever care was taken of it. */
export function carrierOf(link: Link): Link {
  return link instanceof CarefulLink ? link.carrier : link;
}

/** For HTTP/1.1. An idle connection is used again in turn, the longest idle first, so that all stay in use. */
export class Http1Lane implements Lane {
  readonly connection: 'keep-alive' | 'fresh';
  readonly #target: Target;
  readonly #nextId: () => number;
  #idle: Connection[] = [];
  #first = 0;
  #leaving: Connection[] = [];

  constructor(connection: 'keep-alive' | 'fresh', target: Target, nextId: () => number) {
    this.connection = connection;
    this.#target = target;
    this.#nextId = nextId;
  }

  obtain(now: number, care?: Care): Link {
    const connection = this.#obtain(now);
    return care ? new CarefulLink(connection, care) : connection;
  }

  giveBack(link: Link, now: number): void {
    const connection = carrierOf(link) as Connection;
    connection.idleSince = now;
    if (connection.open && this.connection === 'keep-alive') this.#idle.push(connection);
    else this.#leaving.push(connection);
  }

  sweep(now: number): void {
    this.#compact();
    this.#idle = this.#idle.filter((connection) => keepOrDestroy(connection, usable(connection, now)));
    const patient = (connection: Connection) => now - connection.idleSince < MAX_LEAVING_US;
    this.#leaving = this.#leaving.filter((connection) => keepOrDestroy(connection, patient(connection)));
  }

  close(): void {
    for (const connection of [...this.#idle, ...this.#leaving]) connection.destroy();
  }

  #obtain(now: number): Connection {
    while (this.#first < this.#idle.length) {
      const connection = this.#idle[this.#first]!;
      this.#first += 1;
      if (this.#first > 1024) this.#compact();
      if (usable(connection, now)) return connection;
      connection.destroy();
    }
    return new Connection(this.#nextId(), this.#target);
  }

  #compact(): void {
    this.#idle = this.#idle.slice(this.#first);
    this.#first = 0;
  }
}

function usable(connection: Connection, now: number): boolean {
  return connection.open && connection.turn < MAX_TURN && now - connection.idleSince < MAX_IDLE_US;
}

function keepOrDestroy(connection: Connection, keep: boolean): boolean {
  if (!keep) connection.destroy();
  return keep;
}
