import { GUEST_LOGIN, nova } from './compute/index.ts';
import { keystone } from './identity/index.ts';
import { glance } from './image/index.ts';
import { neutron } from './network/index.ts';
import type { CloudService } from './service.ts';
import { cinder } from './volume/index.ts';

export { type CloudService, ROLES, type Role, type Unit } from './service.ts';
export { GUEST_LOGIN };

/** The reference control plane: specimens of OpenStack's services, each in two releases. Identity first. */
export const CLOUD: readonly CloudService[] = [keystone, glance, nova, neutron, cinder];

export const RELEASES = { old: '2025.1', new: '2026.1' } as const;
