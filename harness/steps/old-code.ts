import { compareVersions, formatVersion } from '../../traffic/ledger/index.ts';
import { type Action, StepError } from '../strategy/index.ts';
import type { Bench } from './bench.ts';
import { callerFor, callInOrder } from './calls.ts';
import { recordRelease } from './release.ts';
import { serviceOf } from './service.ts';

/**
 * Old code does not survive what comes next, so that nothing of it is left is proved from four sides: what is installed,
 * what was started since, what answers, and what the load balancers send users to. All processes of a project share its
 * database, whichever of them the phase's command comes with.
 */
export async function proveNoOldCode(bench: Bench, service: string, release: string, phase: string): Promise<void> {
  const { project } = serviceOf(bench, service);
  const units = Object.entries(bench.lab.description.services).filter(([, its]) => its.project === project);
  for (const [unit, { members }] of units) {
    for (const node of Object.keys(members)) {
      const found = await recordRelease(bench, unit, node);
      if (found !== release) throw left(phase, service, unit, node, `still has ${found}; upgrade it first`);
      if (!startedSinceInstalled(bench, unit, node))
        throw left(phase, service, unit, node, 'was not started since its new code was installed');
      const trouble = await bench.strategy.trouble({ service: unit, node });
      if (trouble !== undefined) throw left(phase, service, unit, node, `does not run: ${trouble}`);
    }
    await proveOneVersion(bench, unit, phase, service);
    await proveNoStranger(bench, unit, phase, service);
  }
}

/** New files under an old process: it serves on with the code that it loaded. */
function startedSinceInstalled(bench: Bench, unit: string, node: string): boolean {
  const last = (action: Action) =>
    bench
      .happened()
      .findLastIndex(
        (event) =>
          event.event === 'command' &&
          event.node === node &&
          event.did?.service === unit &&
          event.did.action === action,
      );
  const installed = last('install');
  return installed < 0 || last('start') > installed;
}

/** Whoever answers with an older version than the others is old code, whatever its files say. */
async function proveOneVersion(bench: Bench, unit: string, phase: string, service: string): Promise<void> {
  const telling = (bench.gates[unit] ?? []).find((name) => bench.profile.operations[name]?.version);
  if (telling === undefined) return;
  const told = [];
  for (const [node, { url }] of Object.entries(serviceOf(bench, unit).members)) {
    if (url === undefined) continue;
    const gate = bench.gates[unit] ?? [];
    const caller = callerFor(bench, { node }, { [unit]: url });
    const result = await callInOrder(caller, gate.slice(0, gate.indexOf(telling) + 1), bench.signal);
    if (!result.ok) throw left(phase, service, unit, node, `does not answer when called directly: ${result.why}`);
    if (result.version) told.push({ node, version: result.version });
  }
  const newest = told.toSorted((a, b) => compareVersions(b.version, a.version))[0];
  const older = told.find(({ version }) => newest && compareVersions(version, newest.version) < 0);
  if (newest && older) {
    const [old, young] = [formatVersion(older.version), formatVersion(newest.version)];
    throw left(phase, service, unit, older.node, `answers with ${old}, and ${newest.node} with ${young}`);
  }
}

/** A server that the lab does not know may run anything. */
async function proveNoStranger(bench: Bench, unit: string, phase: string, service: string): Promise<void> {
  const { frontend, members } = serviceOf(bench, unit);
  if (!frontend) return;
  const known = Object.values(members).map(({ server }) => server);
  for (const [name, balancer] of bench.lab.balancers) {
    const used = new Set(
      (await balancer.counters())
        .filter(({ proxy, values }) => proxy === frontend.backend && (values.scur ?? 0) + (values.qcur ?? 0) > 0)
        .map(({ row }) => row),
    );
    const stranger = (await balancer.servers()).find(
      ({ backend, server, admin, weight }) =>
        backend === frontend.backend &&
        !known.includes(server) &&
        ((admin === 'ready' && weight > 0) || used.has(server)),
    );
    if (stranger)
      throw left(phase, service, unit, name, `is in use there as ${stranger.server}, of which nothing is known`);
  }
}

function left(phase: string, service: string, unit: string, node: string, why: string): StepError {
  return new StepError(
    'old-code-left',
    'upgrade',
    `${phase} of ${service} would break ${unit} on ${node}, which ${why}`,
    { service: unit, node },
  );
}
