import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { SshTarget } from '../description.ts';
import { LabError } from '../error.ts';
import type { Ssh } from './file.ts';
import { type ConfigLine, type HostSettings, settingsOf } from './ssh-config.ts';
import type { Surroundings } from './surroundings.ts';

export interface SshDefaults {
  readonly own: Ssh;
  readonly config: readonly ConfigLine[];
  readonly around: Surroundings;
}

type Hop = Omit<SshTarget, 'through' | 'become'>;

/** How a host is entered: as its own lines say, else as all hosts' lines say, else as SSH's configuration says. */
export function sshTarget(name: string, ssh: Ssh, defaults: SshDefaults): SshTarget {
  const wanted: Ssh = { ...defaults.own, ...ssh };
  const alias = wanted.host ?? name;
  const settings = settingsOf(alias, defaults.config);
  if (settings.proxyCommand !== undefined && wanted.jump === undefined && settings.proxyJump === undefined)
    throw new LabError('ssh-failed', `${name}: a ProxyCommand of your SSH configuration can't be used`, {
      fix: 'Say ProxyJump there, or jump in the lab file.',
    });
  const through = jumps(wanted.jump ?? settings.proxyJump).map((jump) => hopTo(jump, defaults));
  const become = becoming(wanted.become, defaults.around);
  return {
    ...hop(alias, wanted, settings, defaults.around),
    ...(through.length > 0 ? { through } : {}),
    ...(become ? { become } : {}),
  };
}

function jumps(jump: string | readonly string[] | undefined): string[] {
  const all = [jump ?? []].flat().flatMap((one) => one.split(','));
  return all.map((one) => one.trim()).filter((one) => one !== '' && one !== 'none');
}

/** `[user@]host[:port]`, where the host may be one of SSH's configuration. */
function hopTo(jump: string, { own, config, around }: SshDefaults): Hop {
  const [, user, host = jump, port] = /^(?:ssh:\/\/)?(?:([^@]+)@)?(\[[^\]]+\]|[^:]+)(?::(\d+))?$/.exec(jump) ?? [];
  // A port, a pinned key and a way there are a node's own.
  const { port: _port, hostKey: _hostKey, jump: _jump, ...shared } = own;
  const wanted: Ssh = {
    ...shared,
    ...(user === undefined ? {} : { user }),
    ...(port === undefined ? {} : { port: Number(port) }),
  };
  const alias = host.replace(/^\[|\]$/g, '');
  return hop(alias, wanted, settingsOf(alias, config), around);
}

function hop(alias: string, wanted: Ssh, settings: HostSettings, around: Surroundings): Hop {
  const agent = agentFor(wanted, settings, around);
  const privateKeyFile = keyFor(wanted, settings, around);
  const { hostKeyAlias } = settings;
  if (agent === undefined && privateKeyFile === undefined)
    throw new LabError('ssh-failed', `There is no key to enter ${alias} with`, {
      fix: 'Name one as identityFile, or an agent as agent, in the lab file or in your SSH configuration.',
    });
  return {
    host: settings.hostName ?? alias,
    port: wanted.port ?? settings.port ?? 22,
    user: wanted.user ?? settings.user ?? around.user,
    ...(privateKeyFile === undefined ? {} : { privateKeyFile }),
    ...(agent === undefined ? {} : { agent }),
    ...(wanted.hostKey === undefined ? {} : { hostKey: wanted.hostKey }),
    knownHostsFile: knownHostsFor(wanted, settings, around),
    ...(hostKeyAlias === undefined ? {} : { hostKeyAlias }),
  };
}

const USUAL_KEYS = ['id_ed25519', 'id_ecdsa', 'id_rsa'];

/** One that is named in the lab file is used, there or not: that it is missing must be told. */
function keyFor({ identityFile }: Ssh, { identityFiles }: HostSettings, around: Surroundings): string | undefined {
  if (identityFile !== undefined) return around.path(identityFile);
  const usual = USUAL_KEYS.map((name) => join(around.home, '.ssh', name));
  const candidates = identityFiles.length > 0 ? identityFiles.map((file) => around.path(file)) : usual;
  return candidates.find((file) => existsSync(file));
}

function agentFor({ agent }: Ssh, { identityAgent }: HostSettings, around: Surroundings): string | undefined {
  if (agent === false || (agent === undefined && identityAgent === 'none')) return undefined;
  const named = typeof agent === 'string' ? agent : agent === undefined ? identityAgent : undefined;
  if (named === undefined || named === 'SSH_AUTH_SOCK') return around.environment.SSH_AUTH_SOCK;
  return named.startsWith('$') ? around.environment[named.slice(1).replace(/[{}]/g, '')] : around.path(named);
}

function knownHostsFor({ knownHosts }: Ssh, { knownHostsFiles }: HostSettings, around: Surroundings): string[] {
  if (knownHosts !== undefined) return [around.path(knownHosts)];
  const own = knownHostsFiles ?? ['~/.ssh/known_hosts', '~/.ssh/known_hosts2'];
  return [...own.map((file) => around.path(file)), '/etc/ssh/ssh_known_hosts', '/etc/ssh/ssh_known_hosts2'];
}

function becoming(become: Ssh['become'], around: Surroundings): SshTarget['become'] {
  if (become === undefined || become === false) return undefined;
  if (become === true) return {};
  const { passwordVariable, passwordFile } = become;
  return {
    ...(passwordVariable === undefined ? {} : { passwordVariable }),
    ...(passwordFile === undefined ? {} : { passwordFile: around.path(passwordFile) }),
  };
}
