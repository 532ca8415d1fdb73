import { expect, test } from '@playwright/test';
import { act, type EventOf, type JournalEvent, TEMPEST } from '../../journal/index.ts';
import { addEvents, CLEAN, contextWith, timesOf } from '../testing/index.ts';
import { testedMeanwhile } from './tested-meanwhile.ts';

const begin = { id: '1.9', title: 'from here on, run Tempest', act: act('tempest-begin', {}) };
const plan = { ...CLEAN.plan, stages: [{ id: '1', title: 'before', steps: [begin] }, ...CLEAN.plan.stages] };

const check = (when: EventOf<'check'>['when'], step: string, name: string): EventOf<'check'> => ({
  t: timesOf(step).from + 5_000,
  event: 'check',
  file: TEMPEST,
  milliseconds: 2,
  outcome: 'passed',
  ...{ when, name },
});
const round = (state: EventOf<'tempest'>['state'], why?: string): EventOf<'tempest'> => ({
  ...{ t: timesOf('2.1').from, event: 'tempest', when: 'during', round: 2, state },
  ...(why === undefined ? {} : { why }),
});
const judged = (...events: JournalEvent[]) => testedMeanwhile(contextWith({ plan, journal: addEvents(...events) }));

test('holds where nobody wanted it, and where each test that passed before was run while nodes changed sides', () => {
  expect(testedMeanwhile(contextWith())).toMatchObject({
    holds: true,
    detail: 'This scenario runs no tests meanwhile.',
  });
  const ran = judged(check('before', '1.1', 'a'), round('begun'), check('during', '3.1', 'a'), round('ended'));
  expect(ran).toMatchObject({ holds: true, detail: '1 test ran meanwhile, in 1 round.' });
});

test('a test that was run only after the last change has not met it', () => {
  const late = judged(check('before', '1.1', 'a'), round('begun'), check('during', '6.3', 'a'), round('ended'));
  expect(late).toMatchObject({ holds: false, detail: '1 test ran at other times only: a.' });
});

test('a round that broke, and one that was never begun, are told', () => {
  const broken = judged(
    check('before', '1.1', 'a'),
    round('begun'),
    check('during', '3.1', 'a'),
    round('broken', 'no disk'),
  );
  expect(broken).toMatchObject({ holds: false, detail: "Tempest's round 2 did not come to its end: no disk." });
  expect(judged(check('before', '1.1', 'a'))).toMatchObject({
    holds: false,
    detail: expect.stringContaining('Tempest was not begun'),
  });
});
