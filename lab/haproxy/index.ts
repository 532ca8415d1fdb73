export { type AdminSocket, portOf } from './admin-socket.ts';
export type {
  Admin,
  InstanceInfo,
  OpenSession,
  ProxyCounters,
  RuntimeApi,
  ServerChange,
  ServerState,
  Snapshot,
} from './api.ts';
export { findHaproxy, requireHaproxy } from './binary.ts';
export { checkConfiguration } from './check.ts';
export { configHash, type FrontendSpec, type ProxySpec, renderConfig } from './config.ts';
export { type HttpLine, renderHttpLine } from './http-line.ts';
export { isAnother } from './instance.ts';
export { type LogLine, parseLogLine } from './log-line.ts';
export { type LogReceiver, type LogReceiverOptions, receiveLogs } from './log-receiver.ts';
export { type ReadConfig, readConfig } from './read-config.ts';
export { openRuntimeApi } from './runtime.ts';
export { localConfigurationHash } from './specimen.ts';
export { type HaproxyStart, startHaproxy } from './start.ts';
