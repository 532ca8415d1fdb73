import type { Gatekeeper } from '../../access/index.ts';
import type { Database } from '../../database/index.ts';
import type { Api } from '../../http/index.ts';
import type { Rollcall } from '../../rollcall/index.ts';
import type { Agents } from '../plugin/index.ts';
import type { Ports } from '../ports/index.ts';
import type { Release } from '../release.ts';
import { makeSecurityGroups } from '../security-groups.ts';
import type { Store } from '../store/index.ts';
import { agentRoutes } from './agents.ts';
import { behind } from './caller.ts';
import { discoveryRoutes, versionRoutes } from './discovery.ts';
import { networkRoutes } from './networks.ts';
import { portRoutes } from './ports.ts';
import { refuse } from './respond.ts';
import { routerRoutes } from './routers.ts';
import { securityGroupRuleRoutes } from './security-group-rules.ts';
import { securityGroupRoutes } from './security-groups.ts';
import { subnetRoutes } from './subnets.ts';

/** The Networking v2.0 API of one release. */
export function networkApi(options: {
  readonly release: Release;
  readonly gatekeeper: Gatekeeper;
  readonly database: Database;
  readonly store: Store;
  readonly agents: Agents;
  readonly ports: Ports;
  readonly rollcall: Rollcall;
  readonly log: (line: string) => void;
}): Api {
  const { release, gatekeeper, database, store, log } = options;
  const securityGroups = makeSecurityGroups(database, store);
  return {
    refuse,
    log,
    routes: {
      ...versionRoutes(release),
      ...behind(gatekeeper)({
        ...discoveryRoutes(release),
        ...networkRoutes(options),
        ...subnetRoutes(options),
        ...portRoutes({ ...options, securityGroups }),
        ...routerRoutes(options),
        ...securityGroupRoutes(store, securityGroups),
        ...securityGroupRuleRoutes(database, store),
        ...agentRoutes(options),
      }),
    },
  };
}
