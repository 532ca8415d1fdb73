import { readFileSync } from 'node:fs';
import { configHash, type Lab } from '../../lab/index.ts';
import type { RunFolder } from './folder.ts';

/** Keeps each balancer's configuration beside the evidence, without its secrets, and says which one it was. */
export function keepConfigurations(lab: Lab, folder: RunFolder): ReadonlyMap<string, string> {
  const hashes = new Map<string, string>();
  for (const [name, { configFile }] of Object.entries(lab.description.balancers)) {
    if (!configFile) continue;
    const text = readFileSync(configFile, 'utf8');
    hashes.set(name, configHash(text));
    folder.write(`haproxy-${name}.cfg`, withoutSecrets(text));
  }
  return hashes;
}

function withoutSecrets(config: string): string {
  return config.replaceAll(/\b(stats\s+auth|password|insecure-password)(\s+)\S+/gi, '$1$2***');
}
