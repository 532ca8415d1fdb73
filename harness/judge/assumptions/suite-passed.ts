import type { Context } from '../context.ts';
import type { Assumption } from '../judgement.ts';

/** Where it is asked for: this very build was seen to find the faults that it must find. */
export function suitePassed({ events }: Context): Assumption {
  const { required = false, stamp = null } = events.of('run-started')[0]?.suite ?? {};
  const whole = stamp?.suite === 'full';
  return {
    name: 'suite-passed',
    title: 'Whoever judges was tested',
    holds: whole || !required,
    detail: stamp
      ? `Build ${stamp.build} found ${whole ? `all ${stamp.faults}` : `a chosen ${stamp.faults}`} planted faults, at ${stamp.at}, with HAProxy ${stamp.haproxy}.`
      : `No passed suite of planted faults is known for this build${required ? '' : ', and none was asked for'}.`,
    fix: 'Run "unbroken selftest" with this build and this HAProxy, on this machine.',
  };
}
