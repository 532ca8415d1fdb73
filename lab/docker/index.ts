export { type Addresses, addressesIn } from './addresses.ts';
export { startBalancers, untilItAnswers } from './balancers.ts';
export { bootBalancer, HOST_ENVIRONMENT, hostFor } from './boot.ts';
export { type HostFile, runOnHost, startHost, volumeName } from './container.ts';
export { balancerServices, describePair, dockerLabShape } from './describe.ts';
export { destroyDockerLab } from './destroy.ts';
export { type Disturbance, disturbHost } from './disturb.ts';
export { type Engine, findEngine, requireEngine } from './engine.ts';
export {
  APT,
  aptSettings,
  aptTargets,
  buildImage,
  CUSTOMIZE,
  ensureImage,
  HAPROXY_SUITES,
  type Image,
  type ImageKind,
  type Recipe,
  tagged,
  UNREAD,
} from './image/index.ts';
export { AS_IN_THE_GUIDE, STEADY, type Vrrp } from './keepalived.ts';
export { type Keys, makeKeys, type Reached } from './keys.ts';
export { labelsOf } from './labels.ts';
export { type BalancerSeat, layOutBalancer, seatBalancers } from './layout.ts';
export { withContainers } from './list.ts';
export { balancerNames } from './names.ts';
export { createNetwork } from './network.ts';
export { NODE_ROOT, SUPERVISED } from './places.ts';
export { type DockerLabOptions, provisionDockerLab } from './provision.ts';
