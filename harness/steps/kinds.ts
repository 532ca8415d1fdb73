import type { Act } from '../journal/index.ts';
import { type Deed, StepError, type Told, tellDeed } from '../strategy/index.ts';
import { audit } from './audit.ts';
import type { Bench } from './bench.ts';
import { call } from './call.ts';
import { checks } from './checks.ts';
import { crossover } from './crossover.ts';
import { database } from './database.ts';
import { drain } from './drain.ts';
import { failover } from './failover.ts';
import { forget } from './forget.ts';
import { install } from './install.ts';
import { mend } from './mend.ts';
import { observe } from './observe.ts';
import { press } from './press.ts';
import { shutDown, upgrade } from './project.ts';
import { ready } from './ready.ts';
import { rejoin } from './rejoin.ts';
import { reload } from './reload.ts';
import { resources } from './resources.ts';
import { start } from './start.ts';
import type { Site, StepKind, Undo } from './step.ts';
import { stop } from './stop.ts';
import { tempest, tempestBegin, tempestEnd } from './tempest.ts';
import { watch } from './watch.ts';

const ALL = [
  observe,
  press,
  drain,
  stop,
  install,
  database,
  start,
  ready,
  rejoin,
  crossover,
  reload,
  call,
  audit,
  checks,
  forget,
  failover,
  mend,
  watch,
  tempest,
  tempestBegin,
  tempestEnd,
  shutDown,
  upgrade,
  resources,
];

/** The names of all kinds of step. */
export const KINDS: readonly string[] = ALL.map(({ kind }) => kind);

/** An act whose parameters fit its kind. */
export interface BoundStep {
  readonly describe: string;
  readonly undos: readonly Undo[];
  readonly settles: readonly string[];
  readonly deeds: readonly Deed[];
  shows(lab: Site): readonly Told[];
  run(bench: Bench): Promise<void>;
}

const binders = new Map<string, (params: unknown) => BoundStep>(
  ALL.map((kind) => [kind.kind, binder(kind as StepKind<unknown>)]),
);

function binder<Params>(kind: StepKind<Params>): (params: unknown) => BoundStep {
  return (raw) => {
    const params = kind.params.parse(raw);
    const deeds = kind.deeds?.(params) ?? [];
    return {
      describe: kind.describe(params),
      undos: kind.undo?.(params) ?? [],
      settles: kind.settles?.(params) ?? [],
      deeds,
      shows: (lab) => [...deeds.map((deed) => tellDeed(lab, deed)), ...(kind.shows?.(params, lab) ?? [])],
      run: (bench) => kind.run(params, bench),
    };
  };
}

export function bind(act: Act): BoundStep {
  const binder = binders.get(act.kind);
  if (!binder)
    throw new StepError('step-unknown', 'experiment', `no kind of step "${act.kind}"; there are: ${KINDS.join(', ')}`);
  return binder(act.params);
}
