/** The life of an image: with data sent at once (saving), or staged first and imported later (uploading, importing). */
export const STATUSES = ['queued', 'saving', 'uploading', 'importing', 'active'] as const;
export type ImageStatus = (typeof STATUSES)[number];

// Back to queued: what was sent or staged did not become the image's data, and its owner may try again.
const NEXT: Readonly<Record<ImageStatus, readonly ImageStatus[]>> = {
  queued: ['saving', 'uploading'],
  saving: ['active', 'queued'],
  uploading: ['importing', 'queued'],
  importing: ['active', 'queued'],
  active: [],
};

export const mayBecome = (from: ImageStatus, to: ImageStatus): boolean => NEXT[from].includes(to);
