import { existsSync, readlinkSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import type { Role } from '../cloud/index.ts';
import { LabError } from '../error.ts';
import { labFolder, registryEntries, registryFolder } from './registry.ts';

/** The loopback network of one lab: 127.77.X.0/24. */
export interface Subnet {
  readonly number: number;
  /** Where users go. */
  readonly virtual: string;
  /** By role and number, from 1. */
  node(role: Role, number: number): string;
  /** Those that belong to a compute node and that its guests get. */
  guests(computeNumber: number): string[];
}

// The last byte of the first address of each role; there is room for nine nodes.
const FIRST = { controller: 11, network: 21, compute: 31 } as const;
const FIRST_GUEST = 100;
const GUESTS = 50;

const PREFIX = '.subnet-';

/**
 * A claim is a symbolic link to the lab's folder: made in one act, together with whose it is. A link whose folder
 * is gone is free; should two labs free the same one at once, they share a network and still differ in ports.
 */
export function claimSubnet(id: string): Subnet {
  for (let number = 1; number < 255; number += 1) {
    const claim = join(registryFolder(), `${PREFIX}${number}`);
    try {
      if (!existsSync(claim)) rmSync(claim, { force: true });
      symlinkSync(labFolder(id), claim);
      return subnet(number);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
  }
  throw new LabError('lab-broken', 'All 254 networks for local labs are taken', { fix: 'Take labs down.' });
}

export function releaseSubnet(id: string): void {
  for (const entry of registryEntries().filter((name) => name.startsWith(PREFIX))) {
    const claim = join(registryFolder(), entry);
    if (targetOf(claim) === labFolder(id)) rmSync(claim, { force: true });
  }
}

function targetOf(claim: string): string | undefined {
  try {
    return readlinkSync(claim);
  } catch (error) {
    // Its lab was taken down in between.
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

function subnet(number: number): Subnet {
  return {
    number,
    virtual: `127.77.${number}.1`,
    node: (role, index) => `127.77.${number}.${FIRST[role] + index - 1}`,
    guests: (computeNumber) => {
      const first = FIRST_GUEST + (computeNumber - 1) * GUESTS;
      return Array.from({ length: GUESTS }, (_, index) => `127.77.${number}.${first + index}`);
    },
  };
}
