import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { killAt, startGreeterLab } from './testing/index.ts';

const CERTIFY = ['certify', './scenario.yaml', '--lab', 'lab.yaml'];

test('what is missing is told by doctor and refused by certify, each with the way to mend it, and nothing is touched', async () => {
  await using lab = await startGreeterLab();
  const known = join(lab.place.folder, 'home/.ssh/known_hosts');
  const cases = [
    {
      name: 'a wrong password',
      break: () => lab.change('sudo-password', () => 'wrong\n'),
      said: 'ops cannot become root on web',
      mend: 'Correct the password in',
    },
    {
      name: 'an unknown host key',
      break: () => lab.change('home/.ssh/known_hosts', (text) => text.replace(/^.*\n/, '')),
      said: 'is not a known host',
      mend: `add this line to ${known}`,
    },
    {
      name: 'a jump host that does not let us in',
      break: () => lab.change('home/.ssh/config', (text) => text.replace('ProxyJump jump', 'ProxyJump root@jump')),
      said: 'on the way to web2',
      mend: 'authorized_keys of root',
    },
    {
      name: 'another name than the certificate has',
      break: () => lab.change('lab.yaml', (text) => text.replace('greeter.example', 'other.example')),
      said: 'other.example',
      mend: 'authorities and serverName',
      onlyDoctor: true,
    },
    {
      name: 'a server that HAProxy does not know',
      break: () => lab.change('lab.yaml', (text) => text.replace('server: greeter2', 'server: greeter3')),
      said: 'greeter/greeter3',
      mend: 'it has: greeter/greeter1, greeter/greeter2',
    },
  ];
  const files = ['sudo-password', 'home/.ssh/known_hosts', 'home/.ssh/config', 'lab.yaml'];
  const whole = lab.read(files);
  for (const { name, said, mend, onlyDoctor, ...one } of cases) {
    one.break();
    const before = await lab.audit();
    const doctor = await lab.run('doctor', '--lab', 'lab.yaml');
    expect(doctor.code, name).toBe(64);
    expect(doctor.stdout, name).toContain(said);
    expect(doctor.stdout, name).toContain(mend);
    if (!onlyDoctor) {
      const certify = await lab.run(...CERTIFY);
      expect(certify.code, name).toBe(64);
      expect(certify.stderr, name).toContain(said);
    }
    expect(await lab.audit(), name).toEqual(before);
    for (const [file, text] of Object.entries(whole)) writeFileSync(join(lab.place.folder, file), text);
  }
  expect(existsSync(join(lab.place.folder, 'runs'))).toBe(false);
});

test('a socket that may only be read is refused before anything is touched', async () => {
  await using lab = await startGreeterLab({ level: 'operator' });
  const doctor = await lab.run('doctor', '--lab', 'lab.yaml', '--json');
  expect(doctor.code).toBe(64);
  expect(JSON.parse(doctor.stdout)).toContainEqual(
    expect.objectContaining({
      of: 'balancer lb1',
      access: 'level',
      state: 'missing',
      found: expect.stringContaining('operator'),
    }),
  );
  const certify = await lab.run(...CERTIFY);
  expect(certify).toMatchObject({ code: 64, stderr: expect.stringContaining('of level operator') });
  expect(existsSync(join(lab.place.folder, 'runs'))).toBe(false);
});

test('a harness that is killed leaves what restore puts back, from the same file', async () => {
  await using lab = await startGreeterLab();
  const running = lab.start(...CERTIFY, '--baseline', '1');
  const runs = join(lab.place.folder, 'runs');
  const isStop = (event: { readonly event: string }) => event.event === 'command';
  const stopped = await killAt(
    running,
    runs,
    (event, before) => isStop(event) && before.some(({ event }) => event === 'balancer-told'),
  );
  expect(stopped).toBe(true);
  const second = await lab.run(...CERTIFY);
  expect(second).toMatchObject({ code: 64, stderr: expect.stringContaining('unbroken restore') });
  const restore = await lab.run('restore', lab.place.runFolder);
  expect(restore.code, restore.stderr).toBe(0);
  const doctor = await lab.run('doctor', '--lab', 'lab.yaml');
  expect(doctor.stdout).toContain('2 in rotation');
  expect(doctor.code).toBe(0);
});
