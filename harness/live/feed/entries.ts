import { type Scene, soFar } from '../scene/index.ts';
import type { Entries } from './feed.ts';

/** All that the page shows, in entries small enough that a change says little more than what has changed. */
export function entriesOf(scene: Scene): Entries {
  const { setting, started, ended, load, steps, servers, instrument, remarks, failures, absorbed, timeLeft } = scene;
  const { totals, pulse, perSecond, course } = load;
  return {
    run: { name: started?.run ?? null, wall: started?.wall ?? null, folder: setting.folder, ended: ended ?? null },
    // Nobody sees more of a running clock.
    clock: tenths(scene.t / 1e6),
    left: timeLeft === null ? null : Math.round(timeLeft / 1000),
    'so-far': soFar(scene),
    load: {
      ...totals,
      perSecond: Math.round(perSecond),
      outstanding: pulse?.outstanding ?? 0,
      p50Ms: pulse?.p50Ms ?? null,
      p99Ms: pulse?.p99Ms ?? null,
      newest: pulse?.newest ?? null,
    },
    absorbed,
    instrument: {
      well: instrument.well,
      worstLateMs: tenths(instrument.worstLateMs),
      worstLoopMs: tenths(instrument.worstLoopMs),
      canaryMs: tenths(pulse?.canary?.worstMs ?? null),
      troubles: instrument.troubles,
      trouble: instrument.trouble,
    },
    unread: failures.unread,
    bins: course.seconds,
    ...named('step', steps.all, ({ id }) => id),
    ...named('server', servers.all, ({ balancer, backend, server }) => `${balancer}/${backend}/${server}`),
    ...named('bin', course.bins, (_, place) => place),
    ...named('failure', failures.last, ({ number }) => number),
    ...named('remark', remarks.all, ({ number }) => number),
  };
}

function tenths(value: number | null): number | null {
  return value === null ? null : Math.round(value * 10) / 10;
}

function named<Value>(kind: string, values: readonly Value[], name: (value: Value, place: number) => string | number) {
  return Object.fromEntries(values.map((value, place) => [`${kind}/${name(value, place)}`, value]));
}
