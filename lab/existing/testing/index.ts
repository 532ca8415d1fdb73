export { type SshHost, type SshHostOptions, startSshHost } from './ssh-host.ts';
