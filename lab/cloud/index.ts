import { keystone } from './identity/index.ts';
import type { CloudService } from './service.ts';

export type { CloudService } from './service.ts';

/** The reference control plane: specimens of OpenStack's services, each in two releases. */
export const CLOUD: readonly CloudService[] = [keystone];

export const RELEASES = { old: '2025.1', new: '2026.1' } as const;
