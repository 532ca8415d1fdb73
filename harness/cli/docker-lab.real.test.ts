import { expect, test } from '@playwright/test';
import { Workplace } from './testing/index.ts';

const NOBODY = { DOCKER_HOST: 'unix:///nonexistent/docker.sock' };

test('where no container engine answers, that is said, with what would help', async () => {
  using place = new Workplace();
  const up = await place.runWith(NOBODY, 'lab', 'up', '--lab', 'docker');
  expect(up.code).toBe(64);
  expect(up.stderr).toContain('Expected a container engine, and none answers');
  expect(up.stderr).toContain('apt-get install docker.io');
  const doctor = await place.runWith(NOBODY, 'doctor');
  expect(doctor.stdout).toMatch(/missing +container engine +without it: no labs of containers/);
});

test('a lab of containers can be planned where none can be made', async () => {
  using place = new Workplace();
  const plan = await place.runWith(NOBODY, 'plan', 'keystone', '--lab', 'docker', '--json');
  expect(JSON.parse(plan.stdout).balancers).toEqual(['lb1', 'lb2']);
});
