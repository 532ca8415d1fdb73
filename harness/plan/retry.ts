import { type Act, act } from '../journal/index.ts';
import type { Draft } from './orders.ts';

/**
 * Takes one node back to the old release while it is out of rotation, and upgrades it again: what an operator does who
 * finds out in time. Only there is a way back; a node that serves, and a schema after contract, have none.
 */
export function withRetry(drafts: readonly Draft[], choose: (nodes: readonly Draft[]) => Draft | undefined): Draft[] {
  const chosen = choose(drafts.filter(canBeTakenBack));
  return drafts.map((draft) => (draft === chosen ? { ...draft, acts: upgradedTwice(draft.acts) } : draft));
}

function canBeTakenBack({ acts }: Draft): boolean {
  return acts.some(({ kind }) => kind === 'drain') && acts.some(({ kind }) => kind === 'install');
}

function upgradedTwice(acts: readonly Act[]): Act[] {
  const of = (wanted: string) => acts.filter(({ kind }) => kind === wanted);
  const back = of('install').map(({ params }) => act('install', { ...params, from: params.to, to: params.from }));
  const once = (installs: readonly Act[]) => [...of('stop'), ...installs, ...of('start')];
  const last = acts.findLastIndex(({ kind }) => kind === 'start');
  return [...acts.slice(0, last + 1), ...once(back), ...once(of('install')), ...acts.slice(last + 1)];
}
