import { rm } from 'node:fs/promises';
import { endLabProcesses } from './lab-processes.ts';
import { labFolder, removeEmptyRegistry } from './registry.ts';
import { releaseSubnet } from './subnet.ts';

/** Ends every process of a lab and removes its folder. Does as much as is there: half a lab, or nothing. */
export async function destroyLocalLab(id: string): Promise<void> {
  const folder = labFolder(id);
  await endLabProcesses(id);
  releaseSubnet(id);
  await rm(folder, { recursive: true, force: true, maxRetries: 3 });
  removeEmptyRegistry();
}
