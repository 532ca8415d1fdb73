export { type CommandResult, connectSsh, type RunOptions, type SshClient } from './client.ts';
export { type KeyPair, makeKeyPair } from './keys.ts';
export { type SshServer, type SshServerOptions, startSshServer } from './server.ts';
