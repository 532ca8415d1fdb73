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
import { type OpenstackLabOptions, openstackLabShape, provisionOpenstackLab } from './openstack/index.ts';

/** Labs that are made on this machine: of processes, of containers, or of containers with real OpenStack. */
export const MADE_HERE = ['local', 'docker', 'openstack'] as const;
export type MadeHere = (typeof MADE_HERE)[number];

export type NewLabOptions = LocalLabOptions & DockerLabOptions & OpenstackLabOptions;

interface Maker {
  provision(options: NewLabOptions): Promise<LabDescription>;
  shape(options: RosterOptions): LabShape;
}

const MAKERS: Readonly<Record<MadeHere, Maker>> = {
  local: { provision: provisionLocalLab, shape: localLabShape },
  docker: { provision: provisionDockerLab, shape: dockerLabShape },
  openstack: { provision: provisionOpenstackLab, shape: openstackLabShape },
};

export const provisionLab = (kind: MadeHere, options: NewLabOptions): Promise<LabDescription> =>
  MAKERS[kind].provision(options);

/** The lab that would be made, before any of it is. */
export const labShape = (kind: MadeHere, options: RosterOptions): LabShape => MAKERS[kind].shape(options);

export const listLabs = async (): Promise<LabRecord[]> => withContainers(await listLocalLabs());

/** Whatever is there of it: half a lab, or nothing. */
export async function destroyLab(id: string): Promise<void> {
  const record = (await listLabs()).find((one) => one.id === id);
  await (record && record.kind !== 'local' ? destroyDockerLab(id) : destroyLocalLab(id));
}
