import type { Socket } from 'node:net';
import { type Write, writeTo } from './direct.ts';
import type { Carrier, Loss, Waiter } from './link.ts';
import { lossBeforeAnswer, lossBeforeStanding } from './loss.ts';
import { ResponseParser } from './parser.ts';
import type { Target } from './target.ts';

/** Bytes are used up before the read callback returns, so one buffer serves all connections of a thread. */
const inbox = Buffer.allocUnsafeSlow(64 * 1024);

/** One TCP connection, and on it one request after the other. It never repeats anything by itself. */
export class Connection implements Carrier {
  readonly id: number;
  /** Requests begun on it. */
  turn = 0;
  /** When it last became idle, in the owner's time. */
  idleSince = 0;
  open = true;
  readonly #target: Target;
  readonly #socket: Socket;
  #write: Write | undefined;
  readonly #parser = new ResponseParser();
  #standing = false;
  #waiter: Waiter | undefined;

  constructor(id: number, target: Target) {
    this.id = id;
    this.#target = target;
    const callback = (count: number) => {
      this.#received(count);
      return true;
    };
    this.#socket = target.dial({ buffer: inbox, callback });
    this.#socket
      .on(target.standsOn, () => {
        this.#standing = true;
        this.#waiter?.onConnected();
      })
      .on('end', () => this.#ended())
      .on('error', (error: NodeJS.ErrnoException) => this.#broke(error))
      .on('close', () => this.#broke(undefined));
  }

  get standing(): boolean {
    return this.#standing;
  }

  take(waiter: Waiter): void {
    this.turn += 1;
    this.#waiter = waiter;
    if (this.#standing) waiter.onConnected();
  }

  send(request: string, method: string, captures: boolean): void {
    this.#parser.begin(method, captures);
    this.#write ??= writeTo(this.#socket);
    this.#write(request);
  }

  set onBody(onBody: ((piece: Buffer) => void) | undefined) {
    this.#parser.onBody = onBody;
  }

  get unsent(): number {
    return this.#socket.writableLength;
  }

  write(piece: Buffer): void {
    this.#socket.write(piece);
  }

  pause(): void {
    this.#socket.pause();
  }

  resume(): void {
    this.#socket.resume();
  }

  destroy(): void {
    this.open = false;
    this.#waiter = undefined;
    this.#socket.destroy();
  }

  #received(count: number): void {
    const waiter = this.#waiter;
    // Nobody asked for these bytes: whatever comes on this connection from now on cannot be told apart.
    if (!waiter) {
      this.destroy();
      return;
    }
    const parser = this.#parser;
    if (parser.bytes === 0) waiter.onFirstByte();
    const end = parser.push(inbox, 0, count);
    if (parser.state === 'bad') this.#lose('garbage');
    else if (parser.state === 'done') this.#finish(waiter, end === count && parser.persistent);
  }

  /**
   * Surplus bytes after an answer cost the connection, not the request: its answer is complete as the server framed it.
   * If they come only when the next request is out, they are taken for its answer; HTTP/1.1 has no way to tell.
   */
  #finish(waiter: Waiter, reusable: boolean): void {
    this.#waiter = undefined;
    this.open = this.open && reusable;
    waiter.onAnswer(this.#parser);
  }

  #ended(): void {
    const waiter = this.#waiter;
    if (waiter && this.#parser.bytes > 0 && this.#parser.finish()) this.#finish(waiter, false);
    else this.#broke(undefined);
    this.destroy();
  }

  #broke(error: NodeJS.ErrnoException | undefined): void {
    if (!this.#standing) this.#lose(lossBeforeStanding(error, this.#target.secure));
    else this.#lose(this.#parser.bytes > 0 ? 'cut' : lossBeforeAnswer(error));
  }

  #lose(loss: Loss): void {
    const waiter = this.#waiter;
    this.destroy();
    waiter?.onLoss(loss);
  }
}
