import { disturbHost, type LabDescription } from '../../lab/index.ts';
import { pendingUndos, readJournal } from '../journal/index.ts';
import type { RunFolder } from './folder.ts';

const WAY_BACK = { paused: 'unpause', 'network-cut': 'join' } as const;

/** A host that a run has made to stand still, or cut off, must be reached again before anything on it can be put back. */
export async function makeReachable(lab: LabDescription, folder: RunFolder): Promise<void> {
  for (const { act } of pendingUndos(readJournal(folder.journal))) {
    const way = act.kind === 'mend' ? WAY_BACK[String(act.params.by) as keyof typeof WAY_BACK] : undefined;
    if (way) await disturbHost(lab, String(act.params.node), way);
  }
}
