import type { Frame } from './frame.ts';

/** One of the things that are drawn under each other on one time axis. */
export interface Lane {
  readonly title: string;
  readonly height: number;
  draw(frame: Frame, top: number): void;
  /** What it says of a moment (µs), in a few words; `grain` is how much time a pixel is. */
  read(at: number, grain: number): string;
  /** All of it in a sentence, for whoever cannot see it. */
  describe(): string;
  /** Where its own drawing says already what `read` does. */
  readonly speaksForItself?: boolean;
  /** The request (row) that is drawn at a place, or null. */
  pick?(frame: Frame, top: number, x: number, y: number): number | null;
}
