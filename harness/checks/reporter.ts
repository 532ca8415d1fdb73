import { basename, relative } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import type { Reporter, Suite, TestCase, TestError, TestResult } from '@playwright/test/reporter';
import { ADVICE, type CheckResult, type Said } from './result.ts';

const SUITES = `${import.meta.dirname}/suites`;
const MESSAGE_LIMIT = 1_500;

/** Says each result as soon as it is there: what was checked before a time limit is not lost with it. */
export default class LineReporter implements Reporter {
  onTestEnd(test: TestCase, result: TestResult): void {
    if (result.status !== 'skipped' && result.status !== 'interrupted') say({ check: resultOf(test, result) });
  }

  onError(error: TestError): void {
    say({ broken: messageOf(error) });
  }
}

function resultOf(test: TestCase, { status, duration, error, annotations }: TestResult): CheckResult {
  const advice = annotations.filter(({ type }) => type === ADVICE).map(({ description }) => description ?? '');
  return {
    // Before it stand the root, the project and the file.
    name: test.titlePath().slice(3).join(' › '),
    file: fileOf(test),
    outcome: status === 'passed' ? 'passed' : 'failed',
    milliseconds: Math.round(duration),
    ...(error && { error: messageOf(error) }),
    ...(advice.length > 0 && { advice }),
  };
}

/** The file of the suite, wherever its checks are written; our own from their folder, the same on every machine. */
function fileOf(test: TestCase): string {
  let suite: Suite | undefined = test.parent;
  while (suite && suite.type !== 'file') suite = suite.parent;
  const file = suite?.location?.file ?? test.location.file;
  return file.startsWith(`${SUITES}/`) ? relative(SUITES, file) : basename(file);
}

function messageOf({ message, value }: TestError): string {
  return stripVTControlCharacters(message ?? value ?? 'failed without a message').slice(0, MESSAGE_LIMIT);
}

function say(said: Said): void {
  process.stdout.write(`${JSON.stringify(said)}\n`);
}
