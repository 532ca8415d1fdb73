import { readFileSync } from 'node:fs';
import { cpus, release, totalmem, type } from 'node:os';
import { findHaproxy } from '../../lab/haproxy/index.ts';
import { wrkVersion } from './wrk.ts';

/** On what it was measured, for people. */
export type Machine = Readonly<Record<string, string>>;

export async function describeMachine(): Promise<Machine> {
  const processors = cpus();
  const haproxy = await findHaproxy();
  return {
    processor: `${processors[0]?.model.trim() ?? 'unknown'}, ${processors.length} cores`,
    memory: `${Math.round(totalmem() / 2 ** 30)} GiB`,
    kernel: `${type()} ${release()}`,
    Node: process.versions.node,
    HAProxy: haproxy?.version ?? 'not installed',
    wrk: wrkVersion() ?? 'not installed',
    autocannon: packageVersion('autocannon'),
  };
}

function packageVersion(name: string): string {
  const file = new URL(import.meta.resolve(`${name}/package.json`));
  return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version;
}
