import type { JournalEvent } from '../../journal/index.ts';
import type { Plan } from '../../plan/index.ts';
import type { Row } from './ledger.ts';
import { MEMBERS, OLD, SERVICE } from './plan.ts';
import { FIRST_STEP, type Procedure, type ServerState, untouched, VERSIONS } from './procedure.ts';
import { type Blocked, CREATES, type Offer } from './traffic.ts';

const BEAT = 250_000;
const BALANCER = 'lb1';

/** The journal that a harness would have written while it carried out this procedure under this traffic. */
export function journalOf(plan: Plan, procedure: Procedure, offer: Offer, blocked?: Blocked): JournalEvent[] {
  const events: JournalEvent[] = [
    {
      t: 0,
      event: 'run-started',
      run: '20260301-120000-keystone',
      wall: '2026-03-01T12:00:00.000Z',
      harness: '0.1.0',
      node: 'v24.21.0',
      command: ['unbroken', 'certify', plan.scenario, '--order', plan.order],
      lab: { id: 'local-1', kind: 'local' },
    },
    {
      t: 1_000,
      event: 'balancer-instance',
      balancer: BALANCER,
      version: '2.6.12',
      pid: 4711,
      uptimeSeconds: 30,
      configHash: '5f2c9a',
    },
    ...releases(procedure, 2_000),
    ...stepEvents(procedure),
    ...serverEvents(procedure),
    ...counterEvents(procedure, offer),
    ...servedEvents(procedure, offer.rows),
    ...directEvents(procedure),
    ...pulses(procedure, offer.rows, blocked),
    ...audits(procedure, offer.rows),
    ...releases(procedure, procedure.end - 20_000),
    { t: procedure.end, event: 'run-ended', ended: procedure.undos.length > 0 ? 'interrupted' : 'completed' },
  ];
  return events.sort((a, b) => a.t - b.t);
}

function releases({ changes }: Procedure, t: number): JournalEvent[] {
  return Object.entries(MEMBERS).map(([node, server]) => {
    const installed = changes.filter((change) => change.t < t && change.server === server && change.set.release);
    return { t, event: 'release', node, service: SERVICE, release: installed.at(-1)?.set.release ?? OLD };
  });
}

function stepEvents({ steps, undos }: Procedure): JournalEvent[] {
  let registered = 0;
  return [
    ...steps.flatMap(({ id, act, from, to, outcome, registers, settles }): JournalEvent[] => [
      { t: from, event: 'step-started', step: id },
      ...registers.map((undo): JournalEvent => ({ t: from, event: 'undo-registered', undo: registered++, ...undo })),
      ...commandOf(act.kind, String(act.params.node), to),
      ...settles.map((subject): JournalEvent => ({ t: to, event: 'settled', subject })),
      { t: to, event: 'step-ended', step: id, outcome },
    ]),
    ...undos.flatMap(({ undo, from, to }): JournalEvent[] => [
      { t: from, event: 'undo-started', undo },
      { t: to, event: 'undo-ended', undo },
    ]),
  ];
}

function commandOf(kind: string, node: string, t: number): JournalEvent[] {
  if (!['stop', 'install', 'database', 'start'].includes(kind)) return [];
  return [{ t, event: 'command', node, command: `svc ${kind} ${SERVICE}`, code: 0, milliseconds: 250, output: '' }];
}

function serverEvents({ changes }: Procedure): JournalEvent[] {
  const states = new Map<string, ServerState>(Object.values(MEMBERS).map((server) => [server, untouched]));
  const sample = (t: number): JournalEvent => ({
    t,
    event: 'servers',
    balancer: BALANCER,
    servers: [...states].map(([server, { admin, operational }]) => ({
      backend: SERVICE,
      server,
      admin,
      operational,
      weight: 1,
    })),
  });
  return [
    sample(3_000),
    ...changes.flatMap(({ t, server, set, told }): JournalEvent[] => {
      states.set(server, { ...states.get(server)!, ...set });
      const line: JournalEvent[] = told ? [{ t, event: 'balancer-told', balancer: BALANCER, line: told }] : [];
      return set.admin || set.operational ? [...line, sample(t)] : line;
    }),
  ];
}

function counterEvents({ end }: Procedure, { rows, retries }: Offer): JournalEvent[] {
  return [...beats(4_000, end), end].map((t) => {
    const answered = rows.filter((row) => row.intended + (row.end ?? 0) < t);
    const failed = answered.filter(({ status }) => (status ?? 0) >= 500).length;
    const totals = { req_tot: answered.length, hrsp_2xx: answered.length - failed, hrsp_5xx: failed };
    const before = retries.filter((retry) => retry.t < t);
    const errors = (retried: number) => ({ wretr: retried, wredis: retried, econ: retried, eresp: 0 });
    const away = (server: string) => errors(before.filter((retry) => retry.server === server).length);
    return {
      t,
      event: 'counters',
      balancer: BALANCER,
      frontends: { keystone: totals },
      backends: { keystone: { ...totals, ...errors(before.length), econ: before.length + failed } },
      servers: Object.fromEntries(Object.values(MEMBERS).map((server) => [`${SERVICE}/${server}`, away(server)])),
    };
  });
}

/** Asked before the first request and after the last one. */
function servedEvents({ end }: Procedure, rows: readonly Row[]): JournalEvent[] {
  const asked = (t: number, requests: (server: string) => number): JournalEvent[] =>
    Object.entries(MEMBERS).map(([node, server]) => ({
      t,
      event: 'served',
      service: SERVICE,
      node,
      requests: requests(server),
    }));
  const answered = (server: string): number => rows.filter((row) => row.server === server).length;
  return [...asked(5_000, () => 0), ...asked(end - 1_000, answered)];
}

/** Every node asked once a second, past the load balancer. */
function directEvents({ changes, end }: Procedure): JournalEvent[] {
  return beats(6_000, end)
    .filter((_, index) => index % 4 === 0)
    .flatMap((sent) =>
      Object.entries(MEMBERS).map(([node, server]): JournalEvent => {
        const its = changes.filter((change) => change.server === server && change.t <= sent);
        const state: ServerState = Object.assign({}, untouched, ...its.map(({ set }) => set));
        const told = state.up
          ? { ms: 1.5, status: 200, version: VERSIONS[state.release]! }
          : { ms: null, status: null, version: null, why: 'ECONNREFUSED' };
        return { t: sent + 1_500, event: 'direct', service: SERVICE, node, sent, ...told };
      }),
    );
}

function pulses({ end }: Procedure, rows: readonly Row[], blocked: Blocked | undefined): JournalEvent[] {
  const free = beats(FIRST_STEP / 2, end).filter((t) => !blocked || t < blocked.from || t >= blocked.to);
  return free.map((t, index) => {
    const since = free[index - 1] ?? 0;
    const done = rows.filter((row) => row.intended + (row.end ?? 0) < t);
    const failed = done.filter(({ outcome }) => outcome === 'failed').length;
    const recent = done.filter((row) => row.intended + (row.end ?? 0) >= since);
    const latencies = recent.map((row) => (row.end ?? 0) / 1_000).sort((a, b) => a - b);
    const intended = rows.filter((row) => row.intended < t).length;
    const held = t - since > 2 * BEAT;
    return {
      t,
      event: 'pulse',
      intended,
      ok: done.length - failed,
      failed,
      unknown: 0,
      notSent: 0,
      outstanding: intended - done.length,
      lateMs: held ? (t - since) / 1_000 : 0.3,
      loopMs: held ? (t - since) / 1_000 : 1.2,
      p50Ms: latencies[Math.floor(latencies.length / 2)] ?? null,
      p99Ms: latencies.at(-1) ?? null,
      canary: { asked: 5, failed: 0, worstMs: held ? (t - since) / 1_000 : 0.6 },
      newest: done.reduce(
        (newest: string | null, { version }) => (version && version > (newest ?? '') ? version : newest),
        null,
      ),
    };
  });
}

function audits({ steps }: Procedure, rows: readonly Row[]): JournalEvent[] {
  return steps
    .filter(({ act }) => act.kind === 'audit')
    .map(({ from, to, act }) => {
      const marks: Record<string, number> = {};
      rows.forEach((row, sequence) => {
        const created = CREATES.includes(row.operation ?? '') && row.outcome !== 'failed';
        if (created && row.intended + (row.end ?? 0) < from) marks[sequence] = 1;
      });
      return { t: to - 10_000, event: 'audit', service: SERVICE, when: String(act.params.when), marks };
    });
}

function beats(from: number, to: number): number[] {
  return Array.from({ length: Math.ceil((to - from) / BEAT) }, (_, index) => from + index * BEAT);
}
