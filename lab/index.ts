export { type BalancerDescription, LabDescription, type ServiceDescription, type SshTarget } from './description.ts';
export { disturbHost, findEngine } from './docker/index.ts';
export { LabError, type LabErrorCode } from './error.ts';
export {
  type AnsibleHost,
  type CatalogueEntry,
  describeExistingLab,
  draftLab,
  LabFile,
  type NamedCloud,
  namedCloud,
  readInventory,
  renderBalancers,
  surroundingsOf,
} from './existing/index.ts';
export { type Blow, mute, signal, strike } from './faults/blow/index.ts';
export { FAILOVERS, type Failover, failoverOf } from './faults/failover/index.ts';
export type { Flaw, Planted } from './faults/flaw/index.ts';
export {
  type Admin,
  checkConfiguration,
  configHash,
  findHaproxy,
  type HttpLine,
  type InstanceInfo,
  isAnother,
  type LogLine,
  localConfigurationHash,
  type OpenSession,
  openRuntimeApi,
  type ProxyCounters,
  parseLogLine,
  type ReadConfig,
  type RuntimeApi,
  readConfig,
  renderHttpLine,
  type ServerChange,
  type ServerState,
  type Snapshot,
} from './haproxy/index.ts';
export type { Lab } from './lab.ts';
export { destroyLab, labShape, listLabs, MADE_HERE, type MadeHere, type NewLabOptions, provisionLab } from './labs.ts';
export {
  destroyLocalLab,
  identify,
  isAlive,
  LAB_MARK,
  type LabCondition,
  type LabRecord,
  type LabShape,
  type LocalLabOptions,
  labStateFolder,
  listLocalLabs,
  localLabShape,
  ProcessIdentity,
  provisionLocalLab,
  readLab,
  SHAPES,
  type ShapeName,
} from './local/index.ts';
export { openBalancer, openLab } from './open.ts';
export {
  type CommandResult,
  connectSsh,
  hostKeyAt,
  makeKeyPair,
  publicKeyOf,
  type RunOptions,
  type SshClient,
} from './ssh/index.ts';
export {
  type AnsibleDescription,
  ansibleEnvironment,
  ansibleProgram,
  describeStrategy,
  type GrenadeDescription,
  StrategyDescription,
  StrategyFile,
} from './strategy.ts';
