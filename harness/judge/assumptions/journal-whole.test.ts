import { expect, test } from '@playwright/test';
import { contextOf } from '../context.ts';
import { CLEAN, evidenceOf } from '../testing/index.ts';
import { journalWhole } from './journal-whole.ts';

test('holds for a journal of which every line can be read', () => {
  const { holds, detail } = journalWhole(contextOf(evidenceOf(CLEAN)));
  expect({ holds, detail }).toEqual({ holds: true, detail: `All ${CLEAN.journal.length} lines can be read.` });
});

test('does not hold when one cannot, and names it', () => {
  const journalDamage = [{ line: 7, why: 'not UTF-8', cut: false }];
  expect(journalWhole(contextOf({ ...evidenceOf(CLEAN), journalDamage }))).toMatchObject({
    holds: false,
    detail: 'journal.ndjson line 7: not UTF-8.',
  });
});
