import { plural } from '../wording.ts';
import type { Disagreement } from './rows.ts';

/** What each kind of disagreement between a row and its line means. */
export const ROWS: Readonly<Record<Disagreement, { readonly explained: boolean; readonly says: string }>> = {
  'never-connected': { explained: true, says: 'never got a connection: no load balancer heard of them' },
  'silent-close': {
    explained: true,
    says: 'were written to a connection that was then closed without a word: no line in the log and no answer counted',
  },
  'given-up': { explained: true, says: 'were given up by the recorder; the load balancers tell how far they had come' },
  'given-up-untold': {
    explained: true,
    says: 'were given up by the recorder, and no load balancer had told of them by the end',
  },
  'answer-broken': { explained: true, says: 'got no whole answer, and the load balancers’ log says so too' },
  unkept: {
    explained: true,
    says: 'were over just when a harness died, and with it whoever kept the log',
  },
  'line-missing': { explained: false, says: 'were answered, and no load balancer’s log knows of them' },
  'status-differs': { explained: false, says: 'were told another status than the load balancers logged' },
  'server-differs': { explained: false, says: 'were answered by another server than the load balancers logged' },
  'answer-lost': { explained: false, says: 'got no whole answer, and by the load balancers’ log they did' },
  'not-sent-but-logged': { explained: false, says: 'were never written by the recorder, and were logged all the same' },
};

/** Names of the kinds. */
export const DISAGREEMENTS: readonly string[] = Object.keys(ROWS);

export const requestsThat = (count: number, says: string): string => `${plural(count, 'request')} ${says}.`;
