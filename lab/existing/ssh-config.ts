import { globSync, readFileSync } from 'node:fs';
import { dirname, isAbsolute, join } from 'node:path';
import { wildcard } from '../ssh/index.ts';

/** What SSH's own configuration says of a host. Of several values the first one counts, as in `ssh`. */
export interface HostSettings {
  readonly hostName?: string | undefined;
  readonly user?: string | undefined;
  readonly port?: number | undefined;
  readonly identityFiles: readonly string[];
  /** `none`: no agent. */
  readonly identityAgent?: string | undefined;
  readonly proxyJump?: string | undefined;
  readonly proxyCommand?: string | undefined;
  readonly hostKeyAlias?: string | undefined;
  readonly knownHostsFiles?: readonly string[] | undefined;
}

/** Blocks that begin with `Match` are left out, but for `Match all`: their conditions are programs and user names. */
export function settingsOf(host: string, lines: readonly ConfigLine[]): HostSettings {
  const found = new Map<string, string>();
  const identityFiles: string[] = [];
  let applies = true;
  for (const { keyword, value } of lines) {
    if (keyword === 'host') applies = isMeant(host, words(value));
    else if (keyword === 'match') applies = value.trim().toLowerCase() === 'all';
    else if (!applies) continue;
    else if (keyword === 'identityfile') identityFiles.push(words(value).join(' '));
    else if (!found.has(keyword)) found.set(keyword, value);
  }
  const text = (keyword: string) => {
    const value = found.get(keyword);
    return value === undefined ? undefined : words(value).join(' ');
  };
  const port = text('port');
  return {
    hostName: text('hostname')?.replaceAll('%h', host).replaceAll('%%', '%'),
    user: text('user'),
    port: port === undefined ? undefined : Number(port),
    identityFiles,
    identityAgent: text('identityagent'),
    proxyJump: text('proxyjump'),
    proxyCommand: text('proxycommand'),
    hostKeyAlias: text('hostkeyalias'),
    knownHostsFiles: found.has('userknownhostsfile') ? words(found.get('userknownhostsfile')!) : undefined,
  };
}

export interface ConfigLine {
  /** In small letters. */
  readonly keyword: string;
  readonly value: string;
}

/** With what it includes, in its place. A file that is not there says nothing. */
export function readSshConfig(file: string, home: string, depth = 0): ConfigLine[] {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
  return parseSshConfig(text).flatMap((line) => {
    if (line.keyword !== 'include' || depth > 8) return [line];
    return words(line.value).flatMap((pattern) => {
      const path = pattern.replace(/^~(?=\/)/, home);
      const files = globSync(isAbsolute(path) ? path : join(dirname(file), path)).sort();
      return files.flatMap((one) => readSshConfig(one, home, depth + 1));
    });
  });
}

export function parseSshConfig(text: string): ConfigLine[] {
  return text.split('\n').flatMap((line) => {
    const [, keyword, value] = /^\s*([A-Za-z]+)(?:\s*=\s*|\s+)(.*?)\s*$/.exec(line) ?? [];
    return keyword === undefined || value === undefined ? [] : [{ keyword: keyword.toLowerCase(), value }];
  });
}

function isMeant(host: string, patterns: readonly string[]): boolean {
  const hit = (pattern: string) => wildcard(pattern).test(host);
  return (
    patterns.some((pattern) => !pattern.startsWith('!') && hit(pattern)) &&
    !patterns.some((pattern) => pattern.startsWith('!') && hit(pattern.slice(1)))
  );
}

const words = (value: string): string[] =>
  [...value.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? '');
