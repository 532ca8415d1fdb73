import { type ServerState, stateOf } from '../../harness/journal/index.ts';
import type { Evidence } from '../../harness/judge/index.ts';
import { memberOf } from '../../harness/plan/index.ts';

/** Something that held from one moment (µs) to another. */
export interface Span<T> {
  readonly from: number;
  readonly to: number;
  readonly value: T;
}

/** One server as one load balancer has it, and what was installed on its node meanwhile. */
export interface ServerHistory {
  readonly balancer: string;
  readonly backend: string;
  readonly server: string;
  readonly node: string | null;
  readonly states: readonly Span<ServerState>[];
  readonly releases: readonly Span<string>[];
}

interface Change<T> {
  readonly t: number;
  readonly value: T;
}

/** Changes as spans that follow each other; saying the same again is no change. */
export const spans = <T>(changes: readonly Change<T>[], end: number): readonly Span<T>[] => {
  const real = changes.filter((change, i) => i === 0 || change.value !== changes[i - 1]!.value);
  return real.map(({ t, value }, i) => ({ from: t, to: real[i + 1]?.t ?? Math.max(t, end), value }));
};

export const serverHistories = (evidence: Evidence, end: number): readonly ServerHistory[] => {
  const samples = evidence.journal.filter((event) => event.event === 'servers');
  const releases = evidence.journal.filter((event) => event.event === 'release');
  const told = new Map<
    string,
    Omit<ServerHistory, 'node' | 'states' | 'releases'> & { changes: Change<ServerState>[] }
  >();
  for (const { t, balancer, servers } of samples)
    for (const sample of servers) {
      const { backend, server } = sample;
      const key = JSON.stringify([balancer, backend, server]);
      const entry = told.get(key) ?? { balancer, backend, server, changes: [] };
      entry.changes.push({ t, value: stateOf(sample) });
      told.set(key, entry);
    }
  return [...told.values()].map(({ changes, ...names }) => {
    const member = memberOf(evidence.plan, names.backend, names.server);
    const installed = releases.filter((event) => event.node === member?.node && event.service === member.service);
    return {
      ...names,
      node: member?.node ?? null,
      states: spans(changes, end),
      releases: spans(
        installed.map(({ t, release }) => ({ t, value: release })),
        end,
      ),
    };
  });
};
