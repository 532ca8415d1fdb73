import { mkdtempDisposableSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { EventFile, Interrupted, lastLine, StepError, tellingAnywhere } from '../strategy/index.ts';
import { type ChildEnd, MARKS_VARIABLE, Marks, runChild } from '../watch/index.ts';
import { lookOn, SeenSteps, WatchedPlace } from './look-on.ts';
import type { StepKind } from './step.ts';

const Params = z.object({
  /** As it may be shown. */
  command: z.string(),
  places: z.array(WatchedPlace),
});
type Params = z.infer<typeof Params>;

const KEPT_CHARACTERS = 16_384;

/** Somebody else's upgrade: nothing is done here but to run the command, and to tell what is seen meanwhile. */
export const watch: StepKind<Params> = {
  kind: 'watch',
  params: Params,
  describe: ({ command }) => `run ${command}, and tell what is seen of it`,
  async run({ command, places }, bench) {
    if (!bench.watched)
      throw new StepError('command-unknown', 'experiment', `only "unbroken watch" can run ${command}`);
    const { words, clean, step } = bench.watched;
    const over = new AbortController();
    const steps = new SeenSteps(step, bench);
    const marks = new Marks(bench.file('marks'));
    // Not in the run folder: what tasks say may hold secrets until it is cleaned.
    using scratch = mkdtempDisposableSync(join(tmpdir(), 'unbroken-watch-'));
    const told = join(scratch.path, 'ansible-events');
    const ansible = await tellingAnywhere(told);
    const events = new EventFile(told);
    const onlooking = lookOn(places, { bench, steps, marks, ansible: events, clean, over: over.signal });
    // Told when it is awaited: the command must not be left alone before.
    onlooking.catch(() => undefined);
    const started = performance.now();
    let tail = '';
    const end = await runChild(words, {
      environment: { ...process.env, ...ansible, [MARKS_VARIABLE]: marks.file },
      signal: bench.signal,
      onLines(raw) {
        const text = clean(raw);
        tail = (tail + text).slice(-KEPT_CHARACTERS);
        bench.record({ event: 'output', text });
      },
    });
    over.abort();
    await onlooking;
    steps.close();
    const code = 'code' in end ? end.code : null;
    const milliseconds = performance.now() - started;
    bench.record({ event: 'command', node: 'here', command, code, milliseconds, output: tail.trim() });
    refuse(end, command, tail.trim(), bench.signal);
  },
};

function refuse(end: ChildEnd, command: string, output: string, signal: AbortSignal): void {
  if (signal.aborted) throw new Interrupted();
  if ('unstarted' in end)
    throw new StepError('command-unstarted', 'experiment', `${command} could not be started: ${end.unstarted.message}`);
  if ('signal' in end)
    throw new StepError(
      'command-killed',
      'experiment',
      `${command} was ended by ${end.signal}; how far it came is unknown`,
    );
  if (end.code === 0) return;
  throw new StepError('command-failed', 'upgrade', `${command} ended with ${end.code}: ${lastLine(output)}`, {
    code: end.code,
  });
}
