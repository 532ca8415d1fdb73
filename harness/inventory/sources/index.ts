export { parseAnsibleHosts } from './ansible.ts';
export { parseBackends } from './backends.ts';
export { parseDescription } from './described.ts';
export { parseHypervisors } from './hypervisors.ts';
export { parseNeutronAgents } from './neutron-agents.ts';
export { parseServices } from './services.ts';
export { parseUnitStatus } from './unit-status.ts';
