import { mkdtempDisposableSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { judge } from '../judge/index.ts';
import { sampleEvidence } from '../judge/testing/index.ts';
import { tellGithub } from './github.ts';

const judgement = judge(sampleEvidence('certified'));
const page = { renderMarkdown: (_: unknown, room = 0) => `room for ${room}\n`, renderAnnotations: () => '' };

test('a summary goes behind what other commands of the step wrote, and gets the room that they left', () => {
  using folder = mkdtempDisposableSync(join(tmpdir(), 'github-'));
  const file = join(folder.path, 'summary.md');
  tellGithub(judgement, page, { GITHUB_STEP_SUMMARY: file });
  expect(readFileSync(file, 'utf8')).toBe('room for 1048576\n');
  writeFileSync(file, 'x'.repeat(1_048_570));
  tellGithub(judgement, page, { GITHUB_STEP_SUMMARY: file });
  expect(readFileSync(file, 'utf8').endsWith('xroom for 6\n')).toBe(true);
});

test('elsewhere nobody is asked for a page', () => {
  const asked: string[] = [];
  const watched = { renderMarkdown: () => `${asked.push('page')}`, renderAnnotations: () => `${asked.push('lines')}` };
  tellGithub(judgement, watched, {});
  expect(asked).toEqual([]);
});
