import type { Moment } from '../fault.ts';

/** Moments of the upgrade of keystone in crossover order. */

/** Two upgraded servers are in rotation, and the last one is still to be upgraded. */
export const CROSSED: Moment = { at: 'started', kind: 'observe', nth: 2, afterMs: 500 };

/** All is done, and is only watched. */
export const OVER: Moment = { at: 'started', kind: 'observe', nth: 3, afterMs: 500 };

export const later = (moment: Moment, ms: number): Moment => ({ ...moment, afterMs: (moment.afterMs ?? 0) + ms });
