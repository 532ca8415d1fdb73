export { dockerLabShape } from './describe.ts';
export { destroyDockerLab } from './destroy.ts';
export { type Disturbance, disturbHost } from './disturb.ts';
export { findEngine } from './engine.ts';
export { AS_IN_THE_GUIDE, STEADY, type Vrrp } from './keepalived.ts';
export { withContainers } from './list.ts';
export { type DockerLabOptions, provisionDockerLab } from './provision.ts';
