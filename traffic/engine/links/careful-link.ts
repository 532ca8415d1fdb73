import type { Care } from './care.ts';
import { Intake } from './intake.ts';
import type { Carrier, Link, Loss, Received, Waiter } from './link.ts';
import { Measure } from './measure.ts';
import { Upload } from './upload.ts';

/** A link that takes care of one request on a carrier: sends it slowly, reads its answer slowly, measures it. */
export class CarefulLink implements Link, Waiter {
  readonly carrier: Carrier;
  readonly #care: Care;
  readonly #intake: Intake | undefined;
  readonly #measure: Measure | undefined;
  #upload: Upload | undefined;
  #waiter: Waiter | undefined;

  constructor(carrier: Carrier, care: Care) {
    this.carrier = carrier;
    this.#care = care;
    this.#intake = care.readMs > 0 ? new Intake(carrier, care.readMs) : undefined;
    this.#measure = care.measures ? new Measure() : undefined;
  }

  get id(): number {
    return this.carrier.id;
  }

  get turn(): number {
    return this.carrier.turn;
  }

  get open(): boolean {
    return this.carrier.open;
  }

  get standing(): boolean {
    return this.carrier.standing;
  }

  get idleSince(): number {
    return this.carrier.idleSince;
  }

  set idleSince(now: number) {
    this.carrier.idleSince = now;
  }

  take(waiter: Waiter): void {
    this.#waiter = waiter;
    this.carrier.take(this);
  }

  send(request: string, method: string, captures: boolean): void {
    this.carrier.onBody = (piece) => {
      this.#measure?.take(piece);
      this.#intake?.take(piece.length);
    };
    if (this.#care.sendMs === 0) {
      this.carrier.send(request, method, captures);
      return;
    }
    const body = request.indexOf('\r\n\r\n') + 4;
    this.carrier.send(request.slice(0, body), method, captures);
    this.#upload = new Upload(this.carrier, Buffer.from(request.slice(body)), this.#care.sendMs);
  }

  destroy(): void {
    this.#end();
    this.carrier.destroy();
  }

  onConnected(): void {
    this.#waiter!.onConnected();
  }

  onFirstByte(): void {
    this.#waiter!.onFirstByte();
  }

  /** A server may answer before it has the whole request (413), and that counts. What is left of it is not sent. */
  onAnswer(received: Received): void {
    const sent = this.#upload?.done !== false && this.carrier.unsent === 0;
    const waiter = this.#waiter!;
    const { status, bytes } = received;
    const header = (name: string) => received.header(name);
    this.#end();
    if (!sent) this.carrier.destroy();
    waiter.onAnswer({ status, bytes, header, body: () => received.body(), measured: this.#measure?.result() });
  }

  onLoss(loss: Loss): void {
    this.#end();
    this.#waiter!.onLoss(loss);
  }

  #end(): void {
    this.#upload?.stop();
    this.#intake?.stop();
    this.carrier.onBody = undefined;
  }
}
