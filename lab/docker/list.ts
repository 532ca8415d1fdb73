import type { LabRecord } from '../local/index.ts';
import { containerName } from './container.ts';
import { findEngine } from './engine.ts';
import { LAB_LABEL, ofAnyLab } from './labels.ts';

/** Adds to the records of this machine what the engine knows: hosts that do not run, and labs without a record. */
export async function withContainers(records: readonly LabRecord[]): Promise<LabRecord[]> {
  const { containers, ids } = await labelled();
  const running = new Set(
    containers.filter(({ State }) => State === 'running').flatMap(({ Names }) => Names.map((name) => name.slice(1))),
  );
  const known = records.map((record) => {
    if (record.kind === 'local' || !record.description) return record;
    const hosts = Object.keys(record.description.nodes).filter((name) => !running.has(containerName(record.id, name)));
    const missing = [...record.missing, ...hosts];
    return missing.length > 0 ? { ...record, missing, state: 'broken' as const } : record;
  });
  for (const { id } of records) ids.delete(id);
  return [...known, ...[...ids].map(unrecorded)];
}

async function labelled() {
  const dockerode = (await findEngine())?.container.dockerode;
  if (!dockerode) return { containers: [], ids: new Set<string>() };
  const [containers, networks, { Volumes }] = await Promise.all([
    dockerode.listContainers({ all: true, filters: ofAnyLab }),
    dockerode.listNetworks({ filters: ofAnyLab }),
    dockerode.listVolumes({ filters: ofAnyLab }),
  ]);
  const labels = [...containers, ...networks, ...(Volumes ?? [])].map(({ Labels }) => Labels?.[LAB_LABEL]);
  return { containers, ids: new Set(labels.filter((id) => id !== undefined)) };
}

/** Its folder went before its containers did, as when a machine boots. */
const unrecorded = (id: string): LabRecord => ({
  id,
  kind: 'docker',
  folder: '',
  state: 'partial',
  created: null,
  owner: null,
  ownerAlive: null,
  missing: [],
  planted: null,
  description: null,
});
