import { expectedArrivals, lastingRate, type Rate } from '../../traffic/index.ts';
import type { Plan } from './plan.ts';

type Offered = Pick<Plan, 'rate' | 'shape'>;

export function planned(rate: Rate): Offered {
  return { rate: lastingRate(rate), ...(typeof rate === 'number' ? {} : { shape: rate }) };
}

/** Requests that the plan means to send between two moments, in the mean; seconds since the traffic's start. */
export function expectedRequests({ rate, shape }: Offered, fromSeconds: number, toSeconds: number): number {
  return expectedArrivals(shape ?? rate, fromSeconds, toSeconds);
}

export function isEvenlySpaced({ shape }: Offered): boolean {
  return shape?.arrivals === 'constant';
}

/** `100 for 10 s, 100 to 500 over 30 s, then 500 requests/s`. */
export function rateInWords({ rate, shape }: Offered): string {
  if (!shape) return `${rate} requests/s`;
  const words = shape.phases.map(({ rate: its, seconds }) => {
    if (seconds === undefined) return `${its}`;
    return typeof its === 'number' ? `${its} for ${seconds} s` : `${its.join(' to ')} over ${seconds} s`;
  });
  const last = words.pop();
  return `${words.length === 0 ? last : `${words.join(', ')}, then ${last}`} requests/s`;
}
