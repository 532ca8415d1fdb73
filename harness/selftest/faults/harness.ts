import type { Expectation, Fault } from '../fault.ts';
import { byName } from '../names.ts';
import { CROSSED } from './moments.ts';

/** Whoever stops looking has to stop upgrading. */
const RECORDER_GONE: Expectation = {
  verdict: 'inconclusive',
  broken: ['recorder-whole', 'experiment-worked', 'completed'],
  alsoBroken: ['recorder-awake', 'load-floor', 'coverage', 'versions-changed', 'writes-read-back'],
};

/** What goes wrong on this side of the measurement, and must never be put on the upgrade. */
export const HARNESS: readonly Fault[] = [
  {
    name: 'harness-stands-still',
    says: 'The harness, and with it the recorder, stands still for two and a half seconds.',
    where: 'client',
    scenario: 'keystone',
    blows: [{ when: CROSSED, blow: { harness: 'stands-still', ms: 2500 } }],
    expect: {
      verdict: 'inconclusive',
      broken: ['recorder-awake', 'canary-well', 'schedule-kept'],
      // Requests that were open then, and health checks of the load balancers, may have failed by it: nobody can tell.
      alsoBroken: ['blame-clear', 'balancers-watched', 'load-floor', 'companions-lived'],
    },
  },
  {
    name: 'recorder-dies',
    says: "The recorder's thread ends in the middle of the upgrade.",
    where: 'harness',
    scenario: 'keystone',
    blows: [{ when: CROSSED, blow: { harness: 'thread-dies', thread: 'traffic' } }],
    expect: RECORDER_GONE,
  },
  {
    name: 'canary-dies',
    says: 'What the recorder asks to know that it is well itself answers no more.',
    where: 'harness',
    scenario: 'keystone',
    blows: [{ when: CROSSED, blow: { harness: 'thread-dies', thread: 'canary' } }],
    expect: { verdict: 'inconclusive', broken: ['canary-well'] },
  },
  {
    name: 'disk-full',
    says: 'The disk takes no more of the record, in the middle of the upgrade.',
    where: 'harness',
    scenario: 'keystone',
    // So that the record is by far the longest file: the journal is written on.
    options: { rate: 600 },
    blows: [{ when: CROSSED, blow: { harness: 'disk-full' } }],
    expect: RECORDER_GONE,
  },
  {
    name: 'ledger-cut',
    says: 'The end of the record is missing when it is judged.',
    where: 'harness',
    scenario: 'keystone',
    blows: [{ when: { at: 'ended', kind: 'run' }, blow: { harness: 'ledger-cut', bytes: 5000 } }],
    expect: { verdict: 'inconclusive', broken: ['recorder-whole'], alsoBroken: ['load-floor', 'coverage'] },
  },
  {
    name: 'no-sockets',
    says: 'For a second the harness can open no more connections: its own limit of open files is reached.',
    where: 'client',
    scenario: 'keystone',
    blows: [{ when: CROSSED, blow: { harness: 'no-sockets', ms: 1000 } }],
    expect: {
      verdict: 'inconclusive',
      // What was not sent is a hole in the load, and never a failure of anybody else.
      broken: ['canary-well', 'balancers-watched'],
      alsoBroken: ['load-floor', 'experiment-worked', 'completed', 'coverage', 'writes-read-back', 'versions-changed'],
    },
  },
  {
    name: 'no-name',
    says: 'For two seconds the harness cannot find out where the lab is: its name means nothing.',
    where: 'client',
    scenario: 'keystone',
    apart: true,
    // Over before the harness itself logs in again to ask the last node.
    options: { mixed: 3 },
    changes: { lab: byName },
    blows: [{ when: CROSSED, blow: { harness: 'no-name', ms: 2000 } }],
    expect: { verdict: 'inconclusive', broken: ['load-floor'] },
  },
];
