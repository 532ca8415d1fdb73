import { expect, test } from '@playwright/test';
import { CLOUD } from '../cloud/index.ts';
import { localLabShape } from './describe.ts';
import { makeRoster } from './roster.ts';
import { SHAPES } from './shapes.ts';

test('identity alone needs controllers only', () => {
  const { nodes, services } = localLabShape({ projects: [] });
  expect(nodes).toEqual({
    controller1: { role: 'controller' },
    controller2: { role: 'controller' },
    controller3: { role: 'controller' },
  });
  expect(Object.keys(services)).toEqual(['keystone']);
  expect(services.keystone).toMatchObject({
    project: 'keystone',
    frontend: { backend: 'keystone' },
    members: { controller1: { server: 'keystone1' }, controller3: { server: 'keystone3' } },
  });
});

test('identity is there whatever is chosen, and comes first', () => {
  expect(makeRoster({ projects: ['glance'] }).projects.map(({ name }) => name)).toEqual(['keystone', 'glance']);
  expect(makeRoster({}).projects).toEqual(CLOUD);
  expect(() => makeRoster({ projects: ['glance', 'swift'] })).toThrow(
    expect.objectContaining({ code: 'project-unknown', message: expect.stringContaining('got swift') }),
  );
});

for (const shape of ['default', 'small', 'pair'] as const)
  test(`in the ${shape} shape each unit runs on all nodes of its roles and on no other`, () => {
    const lab = localLabShape({ shape });
    for (const { name, runsOn, api } of CLOUD.flatMap(({ units }) => units)) {
      const service = lab.services[name]!;
      const members = Object.keys(service.members);
      expect(members).toHaveLength(runsOn.reduce((sum, role) => sum + SHAPES[shape][role], 0));
      expect(new Set(members.map((node) => lab.nodes[node]!.role))).toEqual(new Set(runsOn));
      expect(service.frontend === undefined).toBe(api === undefined);
      for (const member of Object.values(service.members)) expect(member.server === undefined).toBe(api === undefined);
    }
  });

test('load balancers have numbers, too', () => {
  expect(Object.keys(localLabShape().balancers)).toEqual(['lb1']);
  expect(Object.keys(localLabShape({ shape: 'pair' }).balancers)).toEqual(['lb1', 'lb2']);
});

test('the phases of a project are told once, by its first unit', () => {
  const { services } = localLabShape();
  for (const { units, phases } of CLOUD) {
    const told = units.map(({ name }) => services[name]!.commands.database);
    expect(told).toEqual([phases, ...units.slice(1).map(() => ({}))]);
  }
});
