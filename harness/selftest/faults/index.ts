import type { Fault } from '../fault.ts';
import { ANSWERS } from './answers.ts';
import { BALANCERS } from './balancers.ts';
import { FAILOVERS_BY_ACCIDENT } from './failovers.ts';
import { HARNESS } from './harness.ts';
import { NODES } from './nodes.ts';
import { OPENSTACK } from './openstack.ts';
import { PROCEDURE } from './procedure.ts';
import { PROCESSES } from './processes.ts';

/** Everything that can be planted. */
export const FAULTS: readonly Fault[] = [
  ...PROCEDURE,
  ...NODES,
  ...ANSWERS,
  ...PROCESSES,
  ...BALANCERS,
  ...FAILOVERS_BY_ACCIDENT,
  ...HARNESS,
  ...OPENSTACK,
];
