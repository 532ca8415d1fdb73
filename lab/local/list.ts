import type { LabDescription } from '../description.ts';
import { LabError } from '../error.ts';
import { isAlive, type ProcessIdentity } from './process-identity.ts';
import { type LabState, labFolder, labIds, readState } from './registry.ts';

/**
 * starting: its maker is at work. partial: its maker is gone, or left nothing to read. up: all of it runs.
 * orphaned: all of it runs, but whom it was made for is gone. broken: complete, but a part of it does not run.
 */
export type LabCondition = 'starting' | 'partial' | 'up' | 'orphaned' | 'broken';

export interface LabRecord {
  readonly id: string;
  readonly kind: LabState['kind'];
  readonly folder: string;
  readonly state: LabCondition;
  readonly created: string | null;
  readonly owner: ProcessIdentity | null;
  /** Null when it has no owner. */
  readonly ownerAlive: boolean | null;
  /** Nodes and load balancers that should run and do not. */
  readonly missing: readonly string[];
  /** The fault that was planted in it. */
  readonly planted: string | null;
  readonly description: LabDescription | null;
}

export async function listLocalLabs(): Promise<LabRecord[]> {
  return labIds().map((id) => recordOf(id, readState(id)));
}

/** One lab, complete or not. */
export async function readLab(id: string): Promise<LabRecord> {
  if (labIds().includes(id)) return recordOf(id, readState(id));
  const known = labIds();
  throw new LabError('lab-unknown', `There is no lab "${id}"; there are: ${known.join(', ') || 'none'}`);
}

function recordOf(id: string, state: LabState | undefined): LabRecord {
  const missing = Object.entries(state?.processes ?? {}).filter(([, identity]) => !isAlive(identity));
  return {
    id,
    kind: state?.kind ?? 'local',
    folder: labFolder(id),
    state: conditionOf(state, missing.length > 0),
    created: state?.created ?? null,
    owner: state?.owner ?? null,
    ownerAlive: state?.owner ? isAlive(state.owner) : null,
    missing: missing.map(([role]) => role),
    planted: state?.planted ?? null,
    description: state?.description ?? null,
  };
}

function conditionOf(state: LabState | undefined, incomplete: boolean): LabCondition {
  if (!state) return 'partial';
  if (!state.description) return isAlive(state.maker) ? 'starting' : 'partial';
  if (incomplete) return 'broken';
  return state.owner && !isAlive(state.owner) ? 'orphaned' : 'up';
}
