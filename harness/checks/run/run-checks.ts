import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { setPriority } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { LabDescription } from '../../../lab/index.ts';
import { UsageError } from '../../error.ts';
import { type CheckResult, readLine } from '../result.ts';
import { type Occasion, settingToEnvironment } from '../setting.ts';
import { ownFiles } from './own-files.ts';
import { filesOf, suitesFor } from './suites.ts';

export interface ChecksOptions {
  readonly when: Occasion;
  readonly lab: LabDescription;
  readonly keepsakeFile: string;
  /** Of those that come with the harness; all that apply, if not given. */
  readonly suites?: readonly string[] | undefined;
  /** Of the user's own. */
  readonly files: readonly string[];
  readonly limitSeconds: number;
  readonly signal: AbortSignal;
  onCheck(result: CheckResult): void;
}

const PLAYWRIGHT = fileURLToPath(import.meta.resolve('@playwright/test/cli'));
const CONFIG = join(import.meta.dirname, '..', 'playwright.config.ts');
/** What Playwright needs beyond its own limit to begin and to end. */
const GRACE_MS = 20_000;
/** The recorder must not wait for processor time because of a check. */
const LOW_PRIORITY = 10;

/** Runs the checks and tells each result. A check that fails is a result; what keeps checks from being made throws. */
export async function runChecks(options: ChecksOptions): Promise<void> {
  const { when, lab, limitSeconds, signal } = options;
  const files = [...filesOf(suitesFor(lab, options.suites), when), ...ownFiles(options.files, when)];
  if (files.length === 0) return;
  const keepsakeFile = resolve(options.keepsakeFile);
  // Beside the keepsake: what a killed harness leaves of it lies in the run folder, not where nobody looks.
  const folder = mkdtempSync(join(dirname(keepsakeFile), '.checks-'));
  try {
    const setting = { when, lab, keepsakeFile, files, limitSeconds, outputFolder: join(folder, 'output') };
    const child = spawn(process.execPath, [PLAYWRIGHT, 'test', '--config', CONFIG, '--project', when], {
      cwd: folder,
      env: environment(settingToEnvironment(setting)),
      stdio: ['ignore', 'pipe', 'pipe'],
      // A group of its own: its workers end with it, and an interruption of ours does not reach it unasked.
      detached: true,
    });
    lowerPriority(child);
    await listen(child, AbortSignal.any([signal, AbortSignal.timeout(limitSeconds * 1000 + GRACE_MS)]), options);
    signal.throwIfAborted();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Ours may run in a worker of Playwright itself, whose marks the child must not take for its own. */
function environment(ours: Record<string, string>): Record<string, string | undefined> {
  const inherited = Object.entries(process.env).filter(
    ([name]) => !/^(PLAYWRIGHT_|PW_|TEST_|NODE_OPTIONS$)/.test(name),
  );
  return { ...Object.fromEntries(inherited), FORCE_COLOR: '0', ...ours };
}

function lowerPriority({ pid }: ChildProcess): void {
  try {
    if (pid !== undefined) setPriority(pid, LOW_PRIORITY);
  } catch {
    // It has ended already, and the end says why.
  }
}

async function listen(child: ChildProcess, signal: AbortSignal, { onCheck, when }: ChecksOptions): Promise<void> {
  const broken: string[] = [];
  let complaints = '';
  let heard = 0;
  child.stderr?.on('data', (chunk: Buffer) => {
    complaints = (complaints + chunk).slice(-2_000);
  });
  createInterface({ input: child.stdout! }).on('line', (line) => {
    const said = readLine(line);
    if (!said) return;
    heard++;
    if ('check' in said) onCheck(said.check);
    else broken.push(said.broken);
  });
  const end = () => endGroup(child);
  signal.addEventListener('abort', end, { once: true });
  try {
    const [code] = await once(child, 'close');
    if (broken.length === 0 && (code === 0 || heard > 0)) return;
    throw new UsageError(
      'checks-broken',
      `the checks ${when} the upgrade could not be made: ${broken.join('; ') || complaints.trim() || `Playwright ended with ${code}`}`,
      'mend what the message names; "unbroken check" runs the checks alone',
    );
  } finally {
    signal.removeEventListener('abort', end);
  }
}

function endGroup({ pid }: ChildProcess): void {
  try {
    if (pid !== undefined) process.kill(-pid, 'SIGKILL');
  } catch {
    // It was just ending by itself.
  }
}
