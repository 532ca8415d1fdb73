import type { Lab } from '../../lab/index.ts';
import { type Profile, startTraffic } from '../../traffic/index.ts';
import { credentialsOf, targetsOf } from '../calls/index.ts';
import { startCompanions } from '../companions/index.ts';
import { startCycles } from '../cycles/index.ts';
import { type Happening, Journal, type JournalEvent, monotonicClock } from '../journal/index.ts';
import type { Plan, Scenario } from '../plan/index.ts';
import { type Bench, recordRelease } from '../steps/index.ts';
import { causeOf, commands } from '../strategy/index.ts';
import { keepConfigurations } from './configurations.ts';
import { type Ended, execute, undoAll } from './execute.ts';
import type { RunFolder } from './folder.ts';
import { Sampler } from './sampler.ts';

export interface ExperimentInputs {
  readonly plan: Plan;
  readonly scenario: Scenario;
  readonly profile: Profile;
  readonly lab: Lab;
  readonly folder: RunFolder;
  readonly harness: string;
  readonly command: readonly string[];
  readonly startedAt: Date;
  /** Ends the run early: the current step is given up where it waits, and everything is put back. */
  readonly signal: AbortSignal;
  readonly onEvent: (event: JournalEvent) => void;
}

/** The experiment, top to bottom: watch, offer traffic, take the steps, put back what is left, look once more. */
export async function runExperiment(inputs: ExperimentInputs): Promise<Ended> {
  const { plan, scenario, profile, lab, folder } = inputs;
  const base = process.hrtime.bigint();
  const clock = monotonicClock(base);
  using journal = new Journal(folder.journal, clock);
  const events: JournalEvent[] = [];
  journal.listen((event) => {
    // Undos are found among these; samples would only fill the memory of a long run.
    if (!SAMPLES.includes(event.event)) events.push(event);
    inputs.onEvent(event);
  });
  journal.record({
    event: 'run-started',
    run: folder.name,
    wall: inputs.startedAt.toISOString(),
    harness: inputs.harness,
    node: process.version,
    command: [...inputs.command],
    lab: { id: lab.description.id, kind: lab.description.kind },
  });
  journal.sync();

  const ending = new AbortController();
  const record = (happening: Happening): void => void journal.record(happening);
  await using sampler = new Sampler(lab, keepConfigurations(lab, folder), record);
  const bench: Bench = {
    run: folder.name,
    lab,
    strategy: commands({ lab, limitSeconds: scenario.limits.commandSeconds, record }),
    profile,
    gates: scenario.gates,
    limits: scenario.limits,
    signal: AbortSignal.any([inputs.signal, ending.signal]),
    file: (name) => folder.file(name),
    record,
    sample: () => sampler.sample(),
  };

  let ended: Ended;
  try {
    await recordReleases(bench, plan);
    await using traffic = await startTraffic({
      targets: targetsOf(lab.description),
      profile,
      variables: credentialsOf(lab.description),
      run: folder.name,
      seed: plan.seed,
      folder: folder.ledger,
      base,
      onPulse: (pulse) => record({ event: 'pulse', ...pulse }),
    });
    // A recorder that died has nothing more to tell: going on would upgrade without anybody watching.
    const crash = traffic.crashed.then((error) => {
      ending.abort();
      return error;
    });
    const situation = { profile, lab: lab.description, run: folder.name, clock, record };
    await using companions = await startCompanions({ ...situation, signal: bench.signal });
    await using cycles = startCycles({ ...situation, seed: plan.seed });
    ended = await execute(plan, bench, journal);
    if (ended.ended === 'interrupted' && !inputs.signal.aborted)
      ended = { ended: 'failed', cause: causeOf(await crash) };
    if (ended.ended !== 'completed') await undoAll(events, { ...bench, signal: new AbortController().signal }, journal);
    await bench.sample();
    await recordReleases(bench, plan).catch((error) => record({ event: 'note', text: causeOf(error).message }));
    await cycles.stop();
    await traffic.stop({ graceMs: profile.timeoutSeconds * 1000 });
    await companions.stop();
  } catch (error) {
    ended = { ended: 'failed', cause: causeOf(error) };
  }
  journal.record({ event: 'run-ended', ...ended });
  return ended;
}

const SAMPLES: readonly JournalEvent['event'][] = ['counters', 'pulse', 'probe'];

async function recordReleases(bench: Bench, plan: Plan): Promise<void> {
  for (const [service, nodes] of Object.entries(plan.nodes))
    await Promise.all(nodes.map((node) => recordRelease(bench, service, node)));
}
