export type {
  Admin,
  InstanceInfo,
  OpenSession,
  ProxyCounters,
  RuntimeApi,
  ServerChange,
  ServerState,
} from './api.ts';
export { findHaproxy, requireHaproxy } from './binary.ts';
export { configHash, type FrontendSpec, type ProxySpec, renderConfig } from './config.ts';
export { type LogReceiver, type LogReceiverOptions, receiveLogs } from './log-receiver.ts';
export { openRuntimeApi } from './runtime.ts';
export { type HaproxyStart, startHaproxy } from './start.ts';
