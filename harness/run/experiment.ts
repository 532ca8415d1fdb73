import { existsSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { identify, type Lab } from '../../lab/index.ts';
import { longestTimeout, type Profile, startTraffic } from '../../traffic/index.ts';
import { keepAccess } from '../access/index.ts';
import { AddressWatch } from '../address/index.ts';
import { credentialsOf, targetsOf } from '../calls/index.ts';
import { startCompanions } from '../companions/index.ts';
import { startCycles } from '../cycles/index.ts';
import { startDirect } from '../direct/index.ts';
import {
  type Cause,
  continuation,
  type EventOf,
  type Happening,
  Journal,
  type JournalEvent,
  monotonicClock,
  nameOfLife,
  pendingUndos,
  readJournal,
} from '../journal/index.ts';
import type { Plan, Scenario } from '../plan/index.ts';
import { type Bench, recordRelease, type WatchedCommand } from '../steps/index.ts';
import { causeOf, strategyFor } from '../strategy/index.ts';
import { keepConfigurations } from './configurations.ts';
import { type Ended, execute, undoAll, type Warden } from './execute.ts';
import type { RunFolder } from './folder.ts';
import { recordPackages } from './packages.ts';
import { BackgroundPressure } from './pressure.ts';
import { progressOf } from './progress.ts';
import { recordQuotes } from './quotes.ts';
import { Reboots } from './reboots.ts';
import { takeAwayAll } from './restore.ts';
import { Sampler } from './sampler.ts';
import { recordServed } from './served.ts';
import { type Supervision, Supervisor } from './supervision.ts';
import { resumeTempest, tempestFor } from './tempest.ts';
import { wayBack } from './way-back.ts';

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
  readonly supervision: Supervision;
  /** What does the upgrade, where the plan only watches. */
  readonly watched?: WatchedCommand;
  /** What whoever reads the certificate must know of the harness: a fault on purpose, the suite that it passed. */
  readonly standing: Pick<EventOf<'run-started'>, 'planted' | 'suite'>;
}

/**
 * The experiment, top to bottom: watch, offer traffic, take the steps, put back what is left, look once more. In a folder
 * with a journal it goes on where that one ends.
 */
export async function runExperiment(inputs: ExperimentInputs): Promise<Ended> {
  const { plan, scenario, profile, lab, folder } = inputs;
  const past = existsSync(folder.journal) ? readJournal(folder.journal) : [];
  const { base, clock, life, opening } = begin(past, inputs);
  using journal = new Journal(folder.journal, clock);
  const record = (happening: Happening): void => void journal.record(happening);
  const note = (text: string): void => record({ event: 'note', text });
  const supervisor = new Supervisor(inputs.supervision, record);
  const events = past.filter(({ event }) => !SAMPLES.includes(event));
  const ending = new AbortController();
  journal.listen((event) => {
    // Undos are found among these; samples would only fill the memory of a long run.
    if (!SAMPLES.includes(event.event)) events.push(event);
    supervisor.see(event);
    // What goes on now would be known to nobody.
    if (journal.broken) ending.abort();
    inputs.onEvent(event);
  });
  journal.record(opening);
  const progress = progressOf(plan, events);
  if (progress.open) record({ event: 'step-ended', step: progress.open.step.id, outcome: 'interrupted' });
  journal.sync();

  keepConfigurations(lab, folder, life);
  const ours = nameOfLife(folder.name, life);
  await using access = keepAccess({ ...keptOf(lab, profile), folder: folder.path, run: ours, note });
  await using sampler = new Sampler(lab, record);
  await using addresses = new AddressWatch({ lab, clock, record });
  await using pressure = new BackgroundPressure({ profile, lab, record });
  const { limits } = scenario;
  await using tempest = tempestFor({ lab, run: folder.name, limits, record, happened: () => events });
  const bench: Bench = {
    run: folder.name,
    lab,
    strategy: strategyFor({ lab, run: folder.name, limits, record }),
    profile,
    gates: scenario.gates,
    limits,
    signal: AbortSignal.any([inputs.signal, ending.signal, supervisor.halting]),
    watched: inputs.watched,
    file: (name) => folder.file(name),
    record,
    happened: () => events,
    sample: () => sampler.sample(),
    press: (how) => pressure.begin(how, bench.signal),
    tempest,
  };

  const reboots = new Reboots(bench.strategy);
  const warden: Warden = {
    beforeStep: (step) => supervisor.beforeStep(step),
    explain: (cause) => reboots.explain(cause),
  };
  let ended: Ended;
  try {
    await addresses.begun();
    await reboots.remember([...lab.nodes.keys()], record);
    await recordReleases(bench, plan);
    await takeAwayAll(past, bench);
    await recordServed(lab, record);
    await recordPackages(lab, plan.nodes, record);
    // Before the first request of the recorder and after the last of anybody of the run: between them counters must add up.
    await bench.sample();
    const before = { logged: access.come.all, counted: sampler.requests };
    await using traffic = await startTraffic({
      targets: targetsOf(lab.description),
      profile,
      variables: credentialsOf(lab.description),
      run: ours,
      seed: plan.seed,
      folder: folder.ledgerOf(life),
      base,
      onPulse: (pulse) => record({ event: 'pulse', ...pulse }),
    });
    // A recorder that died has nothing more to tell: going on would upgrade without anybody watching.
    const crash = traffic.crashed.then((error) => {
      ending.abort();
      return error;
    });
    const situation = { profile, lab: lab.description, run: ours, clock, record };
    await using companions = await startCompanions({ ...situation, nodes: lab.nodes, signal: bench.signal });
    await using cycles = startCycles({ ...situation, seed: plan.seed });
    await using direct = startDirect({ ...situation, seed: plan.seed });
    await resumeTempest(plan, progress, bench);
    ended = supervisor.explain(await execute(progress, bench, journal, warden));
    if (ended.ended === 'interrupted' && ending.signal.aborted && !inputs.signal.aborted)
      ended = { ended: 'failed', cause: journal.broken ? unwritable(journal.broken) : causeOf(await crash) };
    if (ended.ended !== 'completed') {
      const calm = { ...bench, signal: new AbortController().signal };
      const { failed } = await undoAll(events, progressOf(plan, events), calm, journal, warden.explain);
      if (failed.length === 0 && supervisor.takesBack) await takeBack(plan, scenario, calm, journal);
      if (failed.length === 0 && !ending.signal.aborted) await watchOn(scenario.pace.settleSeconds, crash, record);
    }
    await recordReleases(bench, plan).catch((error) => note(causeOf(error).message));
    await pressure.stop();
    await tempest.stop();
    await cycles.stop();
    const { intended, notSent } = await traffic.stop({ graceMs: longestTimeout(profile) * 1000 });
    await direct.stop();
    await companions.stop();
    // What a later look would count nobody would keep a line of.
    await sampler.rest();
    await bench.sample();
    await access.stop({ own: intended - notSent, all: before.logged + sampler.requests - before.counted });
    await recordServed(lab, record);
    await recordPackages(lab, plan.nodes, record);
    await recordQuotes(lab, events, record);
    // A later harness asks nodes about this run only if something is left to be put back.
    if (pendingUndos(events).length === 0) await bench.strategy.forget().catch((error) => note(causeOf(error).message));
  } catch (error) {
    ended = { ended: 'failed', cause: causeOf(error) };
  }
  journal.record({ event: 'run-ended', ...ended });
  return ended;
}

function begin(past: readonly JournalEvent[], { folder, lab, harness, command, standing }: ExperimentInputs) {
  // Taken together with the base: with both, what load balancers log is put on the run's own time.
  const now = new Date();
  const wall = now.toISOString();
  if (past.length === 0) {
    const base = process.hrtime.bigint();
    const { id, kind, file } = lab.description;
    const who = { harness, node: process.version, recorder: identify(process.pid) };
    const where = { lab: { id, kind, ...(file === undefined ? {} : { file }) } };
    const about = { run: folder.name, wall, command: [...command], ...where, ...who };
    const opening = { event: 'run-started' as const, format: 1 as const, ...about, ...standing };
    return { base, clock: monotonicClock(base), life: 1, opening };
  }
  const { base, clock, gapSeconds, life: last } = continuation(past, now);
  const life = last + 1;
  const about = { by: 'resume' as const, wall, gapSeconds, life, harness, recorder: identify(process.pid) };
  return { base, clock, life, opening: { event: 'continued' as const, ...about } };
}

function unwritable({ message }: Error): Cause {
  return { code: 'journal-unwritable', message: `the journal can't be written: ${message}`, blame: 'experiment' };
}

/** One node after the other to the old release, before the eyes of the same recorder. */
async function takeBack(plan: Plan, scenario: Scenario, bench: Bench, journal: Journal): Promise<void> {
  const { services } = bench.lab.description;
  const projects = Object.fromEntries(Object.entries(services).map(([service, { project }]) => [service, project]));
  const { drainSeconds } = scenario.limits;
  const { steps, noWayBack } = wayBack({ plan, journal: bench.happened(), projects, drainSeconds });
  if (noWayBack.length > 0)
    bench.record({
      event: 'note',
      text: `There is no way back for ${noWayBack.join(', ')}: their schema has changed.`,
    });
  const left = steps.map((step) => ({ step, attempt: 1, registered: 0 }));
  const { undos } = progressOf(plan, bench.happened());
  const calm: Warden = { beforeStep: async () => undefined, explain: async (cause) => cause };
  const { ended } = await execute({ left, undos }, bench, journal, calm);
  if (ended !== 'completed') await undoAll(bench.happened(), progressOf(plan, bench.happened()), bench, journal);
}

/** All is back in rotation: whether users notice the way back shows only in the time after it. */
async function watchOn(seconds: number, crash: Promise<unknown>, record: (happening: Happening) => void) {
  record({ event: 'note', text: `Everything is put back; traffic goes on for ${seconds} s.` });
  await Promise.race([pause(seconds * 1000), crash]);
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
