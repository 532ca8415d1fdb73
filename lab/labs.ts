import type { LabDescription } from './description.ts';
import {
  type DockerLabOptions,
  destroyDockerLab,
  dockerLabShape,
  provisionDockerLab,
  withContainers,
} from './docker/index.ts';
import {
  destroyLocalLab,
  type LabRecord,
  type LabShape,
  type LocalLabOptions,
  listLocalLabs,
  localLabShape,
  provisionLocalLab,
  type RosterOptions,
} from './local/index.ts';

/** Labs that are made on this machine: of processes, or of containers. */
export const MADE_HERE = ['local', 'docker'] as const;
export type MadeHere = (typeof MADE_HERE)[number];

export type NewLabOptions = LocalLabOptions & DockerLabOptions;

export const provisionLab = (kind: MadeHere, options: NewLabOptions): Promise<LabDescription> =>
  kind === 'docker' ? provisionDockerLab(options) : provisionLocalLab(options);

/** The lab that would be made, before any of it is. */
export const labShape = (kind: MadeHere, options: RosterOptions): LabShape =>
  kind === 'docker' ? dockerLabShape(options) : localLabShape(options);

export const listLabs = async (): Promise<LabRecord[]> => withContainers(await listLocalLabs());

/** Whatever is there of it: half a lab, or nothing. */
export async function destroyLab(id: string): Promise<void> {
  const record = (await listLabs()).find((one) => one.id === id);
  await (record?.kind === 'docker' ? destroyDockerLab(id) : destroyLocalLab(id));
}
