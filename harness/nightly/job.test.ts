import { expect, test } from '@playwright/test';
import { type Here, whyNot } from './here.ts';
import { JobList } from './job.ts';
import { JOBS } from './jobs.ts';

const HERE: Here = { labs: ['local', 'docker'], engine: true, haproxy: true, memoryMiB: 4000 };
const job = (change: Record<string, unknown> = {}) => ({
  name: 'mine',
  says: 'Mine',
  command: ['certify', 'a'],
  ...change,
});
const faultOf = (...jobs: readonly unknown[]) => JobList.safeParse({ jobs }).error?.issues[0]?.message;

test('the suite comes first, and no upgrade is certified without it', () => {
  const [first, ...others] = JOBS;
  expect(first?.command).toEqual(['selftest']);
  for (const { command } of others) expect(command).toContain('--require-selftest');
});

test('what a job of one’s own may not be is told', () => {
  expect(faultOf(job())).toBeUndefined();
  expect(faultOf(job(), job())).toBe('expected a name of its own for each job');
  expect(faultOf(job({ name: '../etc' }))).toContain('expected small letters');
  expect(faultOf(job({ command: ['restore', 'x'] }))).toContain('expected certify or selftest');
  for (const word of ['--runs', '--out=x', '--junit', '--json'])
    expect(faultOf(job({ command: ['certify', 'a', word] })), word).toContain('a night has its own places');
  expect(faultOf(job({ expects: [3] }))).toBeDefined();
  expect(faultOf()).toBeDefined();
});

test('numbers on a command line need no quotes', () => {
  expect(JobList.parse({ jobs: [job({ command: ['certify', 'a', '--rate', 50] })] }).jobs[0]?.command[3]).toBe('50');
});

test('a job with all that it needs can be run; of another, everything is told that is missing', () => {
  const needs = { engine: true, haproxy: true, lab: 'docker', memoryMiB: 4000 };
  expect(whyNot(needs, HERE)).toBeUndefined();
  expect(whyNot({ ...needs, lab: 'openstack', memoryMiB: 6500 }, { ...HERE, engine: false, haproxy: false })).toBe(
    'This build makes no lab "openstack" (it makes: local, docker). No container engine answers (unbroken doctor tells how to have one). ' +
      'There is no HAProxy (unbroken doctor tells how to have one). It needs 6,500 MiB of memory, and 4,000 are free.',
  );
});
