import { expect, test } from '@playwright/test';
import {
  jobWith,
  LEFT_OUT,
  NOT_RUN,
  nightOf,
  pastNight,
  REFUSED,
  SUITE,
  WELL,
} from '../../harness/nightly/testing/index.ts';
import { spoiled } from '../testing/index.ts';
import { nightJunit, nightMarkdown, nightPage } from './index.ts';

const JOBS = [SUITE, WELL, REFUSED, NOT_RUN, LEFT_OUT];

test('the page tells the last night, leads to each report where it lies, and says why something was not run', () => {
  const html = nightPage([pastNight(1, [WELL]), pastNight(2, JOBS)], []);
  expect(html).toContain('<h1>Refused</h1>');
  expect(html).toContain('href="./2026-01-2-nightly/docker-keystone/run/report.html"');
  expect(html).toContain('No container engine answers.');
  expect(html).toContain('step 4.2: 3 requests failed');
});

test('a job is followed through the nights in which somebody asked for it', () => {
  const other = jobWith({ code: 2, asExpected: false });
  const html = nightPage([pastNight(1, [WELL, LEFT_OUT]), pastNight(2, [other]), pastNight(3, [WELL, LEFT_OUT])], []);
  expect([...html.matchAll(/<rect class="mark (\w+)"/g)].map(([, tone]) => tone)).toEqual(['good', 'doubt', 'good']);
  expect(html).not.toContain('openstack-keystone: ');
});

test('one night has no trend, and is a page all the same', () => {
  const html = nightPage([pastNight(1, [WELL])], []);
  expect(html).toContain('<h1>Certified</h1>');
  expect(html).not.toContain('id="trend"');
});

test('a night that could not be read is told', () => {
  expect(nightPage([pastNight(2, [WELL])], [{ path: 'old', why: 'format 9' }])).toMatch(/old.*format 9/s);
});

test('JUnit: a refusal is a failure, what was not run an error, what nobody asked for is skipped', () => {
  const xml = nightJunit(nightOf(1, JOBS));
  expect(xml).toContain('tests="5" failures="1" errors="1" skipped="1"');
  expect(xml).toMatch(/<error message="Not run: No container engine answers\."/);
  expect(xml).toMatch(/<failure message="Refused: 3 of 10,219/);
});

test('Markdown: every job in a row, and what speaks against it below', () => {
  const text = nightMarkdown(nightOf(1, JOBS));
  for (const { name } of JOBS) expect(text).toContain(`| ${name.replaceAll('-', '-')} |`);
  expect(text).toContain('### What speaks against docker-nova');
});

test('whatever a job said stays text', () => {
  const job = jobWith({ why: spoiled('a'), says: spoiled('b'), against: [spoiled('c')], command: [spoiled('d')] });
  const html = nightPage([pastNight(1, [job]), pastNight(2, [job])], [{ path: spoiled('e'), why: spoiled('f') }]);
  expect(html).not.toMatch(/<(img|script src|iframe)/);
});
