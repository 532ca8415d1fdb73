import type { Admin, ServerState } from './api.ts';
import { refused } from './refusal.ts';

const QUESTION = 'show servers state';

// srv_admin_state is a bit field: forced by command, inherited from a tracked server, set in the configuration,
// or (the last two) because the address could not be resolved.
const MAINT = 1 | 2 | 4 | 32 | 64;
const DRAIN = 8 | 16;

const OPERATIONAL = ['stopped', 'starting', 'running', 'stopping'] as const;

export function parseServerStates(text: string): ServerState[] {
  const [version, header, ...rows] = text.split('\n').filter((line) => line.trim() !== '');
  if (version?.trim() !== '1' || !header?.startsWith('# ')) {
    throw refused(QUESTION, text, 'the version line "1" and a header line');
  }
  const names = header.slice(2).trim().split(/\s+/);
  return rows.map((row) => serverState(new Map(zip(names, row.trim().split(/\s+/))), row));
}

function serverState(fields: ReadonlyMap<string, string>, row: string): ServerState {
  const text = (name: string) => {
    const value = fields.get(name);
    if (value === undefined) throw refused(QUESTION, row, `a column ${name}`);
    return value;
  };
  const number = (name: string) => {
    if (!/^\d+$/.test(text(name))) throw refused(QUESTION, row, `a number in column ${name}`);
    return Number(text(name));
  };
  const operational = OPERATIONAL[number('srv_op_state')];
  if (operational === undefined) throw refused(QUESTION, row, 'srv_op_state from 0 to 3');
  return {
    backend: text('be_name'),
    server: text('srv_name'),
    address: hostPort(text('srv_addr'), number('srv_port')),
    admin: admin(number('srv_admin_state')),
    operational,
    weight: number('srv_uweight'),
  };
}

function admin(bits: number): Admin {
  if (bits & MAINT) return 'maint';
  return bits & DRAIN ? 'drain' : 'ready';
}

const hostPort = (host: string, port: number) => (host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`);

function zip(names: readonly string[], values: readonly string[]): [string, string][] {
  return values.flatMap((value, index) => {
    const name = names[index];
    return name === undefined ? [] : [[name, value] as [string, string]];
  });
}
