import type { Lab } from '../../lab/index.ts';
import { longestTimeout, type Profile, startTraffic } from '../../traffic/index.ts';
import { keepAccess } from '../access/index.ts';
import { credentialsOf, targetsOf } from '../calls/index.ts';
import { startCompanions } from '../companions/index.ts';
import { startCycles } from '../cycles/index.ts';
import { startDirect } from '../direct/index.ts';
import { type EventOf, type Happening, Journal, type JournalEvent, monotonicClock } from '../journal/index.ts';
import type { Plan, Scenario } from '../plan/index.ts';
import { type Bench, recordRelease } from '../steps/index.ts';
import { causeOf, commands } from '../strategy/index.ts';
import { keepConfigurations } from './configurations.ts';
import { type Ended, execute, undoAll } from './execute.ts';
import type { RunFolder } from './folder.ts';
import { BackgroundPressure } from './pressure.ts';
import { Sampler } from './sampler.ts';
import { recordServed } from './served.ts';

export interface ExperimentInputs {
  readonly plan: Plan;
  readonly scenario: Scenario;
  readonly profile: Profile;
  readonly lab: Lab;
  readonly folder: RunFolder;
  readonly harness: string;
  readonly command: readonly string[];
  /** Ends the run early: the current step is given up where it waits, and everything is put back. */
  readonly signal: AbortSignal;
  readonly onEvent: (event: JournalEvent) => void;
  /** What whoever reads the certificate must know of the harness: a fault on purpose, the suite that it passed. */
  readonly standing: Pick<EventOf<'run-started'>, 'planted' | 'suite'>;
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
    // Taken here: with this, what load balancers log is put on the run's own time.
    wall: new Date().toISOString(),
    harness: inputs.harness,
    node: process.version,
    command: [...inputs.command],
    lab: { id: lab.description.id, kind: lab.description.kind },
    ...inputs.standing,
  });
  journal.sync();

  const ending = new AbortController();
  const record = (happening: Happening): void => void journal.record(happening);
  const note = (text: string): void => record({ event: 'note', text });
  keepConfigurations(lab, folder);
  await using access = keepAccess({ ...keptOf(lab, profile), folder: folder.path, run: folder.name, note });
  await using sampler = new Sampler(lab, record);
  await using pressure = new BackgroundPressure({ profile, lab, record });
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
    press: (how) => pressure.begin(how, bench.signal),
  };

  let ended: Ended;
  try {
    await recordReleases(bench, plan);
    await recordServed(lab, record);
    // Right before the first request of the recorder and right after the last: between them counters must add up.
    await bench.sample();
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
    await using direct = startDirect({ ...situation, seed: plan.seed });
    ended = await execute(plan, bench, journal);
    if (ended.ended === 'interrupted' && !inputs.signal.aborted)
      ended = { ended: 'failed', cause: causeOf(await crash) };
    if (ended.ended !== 'completed') await undoAll(events, { ...bench, signal: new AbortController().signal }, journal);
    await recordReleases(bench, plan).catch((error) => note(causeOf(error).message));
    await pressure.stop();
    await cycles.stop();
    const { intended, notSent } = await traffic.stop({ graceMs: longestTimeout(profile) * 1000 });
    await bench.sample();
    await access.stop(intended - notSent);
    await recordServed(lab, record);
    await direct.stop();
    await companions.stop();
  } catch (error) {
    ended = { ended: 'failed', cause: causeOf(error) };
  }
  journal.record({ event: 'run-ended', ...ended });
  return ended;
}

const SAMPLES: readonly JournalEvent['event'][] = ['counters', 'pulse', 'probe', 'direct'];

/** The logs of load balancers, where requests can be known again in them. */
function keptOf(lab: Lab, { trace }: Profile): { logFiles: Record<string, string> } {
  const balancers = trace ? Object.entries(lab.description.balancers) : [];
  return {
    logFiles: Object.fromEntries(balancers.flatMap(([name, { logFile }]) => (logFile ? [[name, logFile]] : []))),
  };
}

async function recordReleases(bench: Bench, plan: Plan): Promise<void> {
  for (const [service, nodes] of Object.entries(plan.nodes))
    await Promise.all(nodes.map((node) => recordRelease(bench, service, node)));
}
