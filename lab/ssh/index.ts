export { connectSsh, type Place, type RunOptions, type SshClient } from './client.ts';
export type { CommandResult } from './execution.ts';
export { hostKeyAt } from './host-key.ts';
export { type KeyPair, makeKeyPair, publicKeyOf } from './keys.ts';
export { knownName, wildcard } from './known-hosts.ts';
export { type SshServer, type SshServerOptions, startSshServer } from './server.ts';
