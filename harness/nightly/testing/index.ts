import type { JobResult, Night, PastNight } from '../night.ts';

/** A job as it should be; tests spoil one thing in it at a time. */
export const WELL: JobResult = {
  name: 'docker-keystone',
  says: 'Keystone in containers',
  kind: 'upgrade',
  command: ['certify', 'keystone', '--lab', 'docker'],
  state: 'ended',
  code: 0,
  asExpected: true,
  seconds: 41.5,
  why: '0 of 3,809 requests failed.',
  against: [],
  reports: [
    { path: 'docker-keystone/run/report.html', title: 'report' },
    { path: 'docker-keystone/output.txt', title: 'output' },
  ],
  figures: { requests: 3809, failed: 0, errorBound: 0.00078, p99Ms: 9.4 },
};

export const jobWith = (change: Partial<JobResult>): JobResult => ({ ...WELL, ...change });

export const SUITE = jobWith({
  name: 'selftest',
  kind: 'suite',
  command: ['selftest'],
  why: '47 faults found as expected',
  reports: [{ path: 'selftest/run/selftest.md', title: 'table' }],
  figures: null,
});
export const REFUSED = jobWith({
  name: 'docker-nova',
  code: 1,
  asExpected: false,
  why: '3 of 10,219 requests failed.',
  against: ['step 4.2: 3 requests failed'],
  figures: { requests: 10_219, failed: 3, errorBound: 0.0009, p99Ms: 31 },
});
export const NOT_RUN = jobWith({
  ...{
    name: 'openstack-nova',
    state: 'not-run',
    code: null,
    asExpected: false,
    seconds: 0,
    reports: [],
    figures: null,
  },
  why: 'No container engine answers.',
});
export const LEFT_OUT = jobWith({
  ...{ name: 'openstack-keystone', state: 'left-out', code: null, asExpected: false, seconds: 0, reports: [] },
  ...{ figures: null, why: 'Nobody asked for it this time.' },
});

/** Of that day of a month. */
export function nightOf(day: number, jobs: readonly JobResult[]): Night {
  const at = (hour: number) => new Date(Date.UTC(2026, 0, day, hour, 17)).toISOString();
  return {
    format: 1,
    harness: '0.1.0',
    started: at(2),
    ended: at(3),
    machine: { cores: 2, memoryMiB: 24_000 },
    jobs: [...jobs],
  };
}

export const pastNight = (day: number, jobs: readonly JobResult[]): PastNight => ({
  path: `2026-01-${day}-nightly`,
  night: nightOf(day, jobs),
});
