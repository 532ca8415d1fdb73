/** The life of a volume. One that is `deleting` ends as a row that is gone. */
export const STATUSES = [
  'creating',
  'available',
  'reserved',
  'attaching',
  'in-use',
  'detaching',
  'deleting',
  'error',
] as const;
export type VolumeStatus = (typeof STATUSES)[number];

const NEXT: Readonly<Record<VolumeStatus, readonly VolumeStatus[]>> = {
  creating: ['available', 'error'],
  available: ['reserved', 'attaching', 'deleting'],
  reserved: ['attaching', 'available'],
  attaching: ['in-use', 'available'],
  'in-use': ['detaching'],
  detaching: ['available'],
  deleting: [],
  error: ['deleting'],
};

export const mayBecome = (from: VolumeStatus, to: VolumeStatus): boolean => NEXT[from].includes(to);

/** The statuses from which a volume may take this one. */
export const before = (to: VolumeStatus): readonly VolumeStatus[] => STATUSES.filter((from) => mayBecome(from, to));
