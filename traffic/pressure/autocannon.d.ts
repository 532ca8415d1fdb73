/** It ships no types. Declared is what is used here, as its version 9 does it. */
declare module 'autocannon' {
  import type { EventEmitter } from 'node:events';

  interface Options {
    readonly url: string;
    readonly method: string;
    readonly headers: Readonly<Record<string, string>>;
    readonly connections: number;
    /** Seconds. */
    readonly duration: number;
    /** Requests per second, over all connections. */
    readonly overallRate?: number;
    /** ms; an end is noticed at the next one. */
    readonly sampleInt: number;
    /** Ends after so many errors. */
    readonly bailout: number;
    /** Refused without a rate. */
    readonly ignoreCoordinatedOmission?: true;
    /** Called with each connection before it is made; only then are all of its events heard. */
    setupClient(client: EventEmitter): void;
  }

  interface Instance extends PromiseLike<unknown> {
    stop(): void;
  }

  export default function autocannon(options: Options): Instance;
}
