import { readFileSync } from 'node:fs';
import { configHash, type Lab } from '../../lab/index.ts';
import type { RunFolder } from './folder.ts';

/** Keeps each balancer's configuration beside the evidence, without its secrets: what an earlier life met stays. */
export function keepConfigurations(lab: Lab, folder: RunFolder, life: number): void {
  const suffix = life === 1 ? '' : `.${life}`;
  for (const [name, { configFile }] of Object.entries(lab.description.balancers)) {
    if (!configFile) continue;
    folder.write(`haproxy-${name}.cfg${suffix}`, withoutSecrets(readFileSync(configFile, 'utf8')));
  }
}

/** Of the file as it is now. Undefined: there is none that could be read. */
export function hashOfConfiguration(lab: Lab, balancer: string): string | undefined {
  const file = lab.description.balancers[balancer]?.configFile;
  try {
    return file === undefined ? undefined : configHash(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}

function withoutSecrets(config: string): string {
  return config.replaceAll(/\b(stats\s+auth|password|insecure-password)(\s+)\S+/gi, '$1$2***');
}
