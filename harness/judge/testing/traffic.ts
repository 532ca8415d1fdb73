import type { Row } from './ledger.ts';
import { MEMBERS } from './plan.ts';
import { type Procedure, type ServerState, untouched, VERSIONS } from './procedure.ts';

/** Poisson arrivals against what a procedure does, answered as HAProxy would answer them. */

const OPERATIONS: readonly { name: string; weight: number; tells?: boolean }[] = [
  { name: 'discover', weight: 8, tells: true },
  { name: 'list-versions', weight: 4, tells: true },
  { name: 'log-in', weight: 3 },
  { name: 'validate-token', weight: 6 },
  { name: 'revoke-token', weight: 2 },
  { name: 'list-projects', weight: 3 },
  { name: 'show-project', weight: 3 },
  { name: 'list-users', weight: 3 },
  { name: 'create-project', weight: 3 },
];
export const CREATES = ['create-project'];
const SESSIONS = 24;
/** A retry goes to another server when the first one refused the connection. */
const ABSORBED = 0.5;

export interface Offer {
  readonly rows: readonly Row[];
  /** When the balancer sent a request elsewhere, so that nobody saw it fail, and away from which server. */
  readonly retries: readonly { readonly t: number; readonly server: string }[];
}

export interface Blocked {
  readonly from: number;
  readonly to: number;
}

export function offerTraffic(procedure: Procedure, rate: number, random: () => number, blocked?: Blocked): Offer {
  const servers = new Map<string, ServerState>(Object.values(MEMBERS).map((server) => [server, untouched]));
  const changes = [...procedure.changes];
  const rows: Row[] = [];
  const retries: { t: number; server: string }[] = [];
  const turns = new Map<number, number>();
  let fresh = 1_000;
  let turn = 0;
  let now = 100_000;
  for (;;) {
    now += Math.round((-Math.log(1 - random()) / rate) * 1_000_000);
    if (now >= procedure.end - 20_000) return { rows, retries };
    const late = blocked && now >= blocked.from && now < blocked.to ? blocked.to - now : 0;
    const sent = late + 40 + Math.round(random() * 200);
    while (changes[0] && changes[0].t <= now + sent) {
      const { server, set } = changes.shift()!;
      servers.set(server, { ...servers.get(server)!, ...set });
    }
    const operation = drawOperation(random());
    const session = Math.floor(random() * SESSIONS);
    const lane = random() < 0.75 ? 'keep-alive' : 'fresh';
    const connection = lane === 'fresh' ? fresh++ : 1 + session;
    turns.set(connection, (turns.get(connection) ?? 0) + 1);
    const end = sent + 1_400 + Math.round(-Math.log(1 - random()) * 1_500);

    const rotation = [...servers].filter(
      ([, { admin, operational }]) => admin === 'ready' && operational === 'running',
    );
    let chosen = rotation[turn++ % Math.max(1, rotation.length)];
    if (chosen && !chosen[1].up && random() < ABSORBED) {
      retries.push({ t: now + end, server: chosen[0] });
      chosen = rotation.find(([, { up }]) => up);
    }
    const row = { intended: now, sent, end, operation: operation.name, lane, session, connection };
    const common = { ...row, turn: turns.get(connection)! };
    if (!chosen?.[1].up) rows.push({ ...common, outcome: 'failed', failure: 'status', status: 503 });
    else
      rows.push({
        ...common,
        status: operation.name === 'create-project' || operation.name === 'log-in' ? 201 : 200,
        server: chosen[0],
        version: operation.tells ? VERSIONS[chosen[1].release]! : null,
      });
  }
}

function drawOperation(share: number): (typeof OPERATIONS)[number] {
  let left = share * OPERATIONS.reduce((sum, { weight }) => sum + weight, 0);
  for (const operation of OPERATIONS) {
    left -= operation.weight;
    if (left < 0) return operation;
  }
  return OPERATIONS[0]!;
}
