import type { Project } from '../project.ts';
import { cinder } from './cinder.ts';
import { glance } from './glance.ts';
import { keystone } from './keystone.ts';
import { neutron } from './neutron.ts';
import { nova } from './nova.ts';
import { placement } from './placement.ts';

/** Identity first; each after those that it needs. */
export const PROJECTS: readonly Project[] = [keystone, placement, glance, neutron, cinder, nova];
