import type { LabDescription } from '../../lab/index.ts';
import { examineBalancer } from './balancers.ts';
import type { Finding } from './finding.ts';
import { examineNode } from './nodes.ts';
import { examineServices } from './services.ts';
import { examineStrategy } from './strategy.ts';

/** Every access that a run needs, tried without changing anything. One that is missing hides none of the others. */
export async function examineLab(lab: LabDescription): Promise<Finding[]> {
  const [nodes, balancers, services, strategy] = await Promise.all([
    Promise.all(Object.entries(lab.nodes).map(([name, node]) => examineNode(name, node, lab))),
    Promise.all(Object.entries(lab.balancers).map(([name, balancer]) => examineBalancer(name, balancer, lab))),
    examineServices(lab),
    examineStrategy(lab),
  ]);
  return [...nodes.flat(), ...balancers.flat(), ...services, ...strategy];
}
