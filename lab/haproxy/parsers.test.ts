import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import { INFO, SERVERS_STATE, SESSIONS, STAT } from './captured.ts';
import { parseCounters } from './counters.ts';
import { parseInfo } from './instance-info.ts';
import { parseServerStates } from './server-states.ts';
import { parseSessions } from './sessions.ts';
import { parseSnapshot } from './snapshot.ts';

const adminState = (bits: number) => parseServerStates(SERVERS_STATE.replace(' 2 8 0 1 ', ` 2 ${bits} 0 1 `))[0]?.admin;
const ages = (age: string) => parseSessions(SESSIONS.replace('age=0s', `age=${age}`), 'api', 'b')[0]?.ageSeconds;

test('server states: what the administrator wants apart from what the check thinks', () => {
  expect(parseServerStates(SERVERS_STATE)).toEqual([
    { backend: 'api', server: 'a', address: '127.55.0.1:18080', admin: 'drain', operational: 'running', weight: 0 },
    { backend: 'api', server: 'b', address: '127.55.0.2:18080', admin: 'ready', operational: 'running', weight: 1 },
  ]);
});

test('server states: every admin bit, and maintenance before drain', () => {
  expect([0, 1, 2, 4, 8, 16, 32, 64, 9].map(adminState)).toEqual([
    'ready',
    'maint',
    'maint',
    'maint',
    'drain',
    'drain',
    'maint',
    'maint',
    'maint',
  ]);
});

test('server states: columns are found by name, whatever their order', () => {
  const text =
    '1\n# srv_port srv_name be_name srv_addr srv_uweight srv_admin_state srv_op_state new\n80 s b ::1 7 1 0 x\n';
  expect(parseServerStates(text)).toEqual([
    { backend: 'b', server: 's', address: '[::1]:80', admin: 'maint', operational: 'stopped', weight: 7 },
  ]);
});

test('counters: numbers by header name, nothing where the column is empty or not a number', () => {
  const [frontend, server, backend] = parseCounters(STAT);
  expect(frontend).toMatchObject({ proxy: 'api', row: 'FRONTEND', status: 'OPEN', values: { req_tot: 1, slim: 4000 } });
  expect(server).toMatchObject({
    row: 'a',
    status: 'UP',
    values: { scur: 0, hrsp_2xx: 1, check_code: 200, weight: 1 },
  });
  expect(backend).toMatchObject({ row: 'BACKEND', status: 'UP', values: { act: 2 } });
  expect(frontend?.values).not.toHaveProperty('qcur');
  expect(server?.values).not.toHaveProperty('check_status');
  expect(server?.values).not.toHaveProperty('');
});

test('counters: quoted fields may hold commas and quotes', () => {
  const [row] = parseCounters('# pxname,svname,last_chk,scur,status\nb,s,"503, ""busy""",3,DOWN 1/2\n');
  expect(row).toEqual({ proxy: 'b', row: 's', status: 'DOWN 1/2', values: { scur: 3 } });
});

test('sessions: those on the server, with client and age', () => {
  expect(parseSessions(SESSIONS, 'api', 'b')).toEqual([{ client: '127.0.0.1:42890', ageSeconds: 0 }]);
  expect(parseSessions(SESSIONS, 'api', 'a')).toEqual([]);
  expect(['59s', '2m', '2m5s', '3h1m', '1d4h'].map(ages)).toEqual([59, 120, 125, 10_860, 100_800]);
});

test('info', () => {
  const known = { version: '2.6.12-1+deb12u4', pid: 8001, uptimeSeconds: 1 };
  expect(parseInfo(INFO)).toEqual({ ...known, startedAtSeconds: 1795191353 });
  expect(parseInfo(INFO.replace(/Start.*\n/, ''))).toEqual({ ...known, startedAtSeconds: undefined });
});

test('all three at once, as HAProxy joins them', () => {
  const { info, counters, servers } = parseSnapshot(INFO + STAT + SERVERS_STATE);
  expect(info).toEqual(parseInfo(INFO));
  expect(counters).toEqual(parseCounters(STAT));
  expect(servers).toEqual(parseServerStates(SERVERS_STATE));
});

const parsers = {
  servers: parseServerStates,
  counters: parseCounters,
  info: parseInfo,
  snapshot: parseSnapshot,
  sessions: (text: string) => parseSessions(text, 'api', 'b'),
};

for (const [name, parse] of Object.entries(parsers)) {
  test(`${name}: a refusal is passed on as HAProxy put it`, () => {
    expect(() => parse("Can't find backend.\n")).toThrow(
      expect.objectContaining({ code: 'haproxy-refused', message: expect.stringContaining("Can't find backend.") }),
    );
  });

  test(`${name}: garbage and mangled answers never cause any other error`, () => {
    const captured = fc.constantFrom(SERVERS_STATE, STAT, SESSIONS, INFO);
    const mangled = fc
      .tuple(captured, fc.nat(3000), fc.nat(60), fc.string())
      .map(([text, at, length, instead]) => text.slice(0, at) + instead + text.slice(at + length));
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), mangled), (text) => {
        try {
          parse(text);
        } catch (error) {
          expect(error).toMatchObject({ name: 'LabError', code: 'haproxy-refused' });
        }
      }),
      { numRuns: 500 },
    );
  });
}
