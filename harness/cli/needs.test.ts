import { expect, test } from '@playwright/test';
import { loadScenario } from '../scenarios/index.ts';
import { projectsFor } from './needs.ts';

const options = { seed: 1, skip: [] };

for (const kind of ['docker', 'openstack'] as const)
  for (const project of ['keystone', 'glance', 'neutron', 'cinder', 'nova'])
    test(`on a lab of kind ${kind}, a scenario of ${project} needs ${project}, whatever hosts it runs on`, () => {
      const name = project === 'nova' ? 'nova-zero-downtime' : project;
      expect(projectsFor(loadScenario(name), options, { kind })).toContain(project);
    });
