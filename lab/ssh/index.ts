export { connectSsh, type RunOptions, type SshClient } from './client.ts';
export type { CommandResult } from './execution.ts';
export { type KeyPair, makeKeyPair } from './keys.ts';
export { type SshServer, type SshServerOptions, startSshServer } from './server.ts';
