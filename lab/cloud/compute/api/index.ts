import type { Gatekeeper } from '../../access/index.ts';
import type { Api } from '../../http/index.ts';
import { log } from '../../program.ts';
import type { Site } from '../site.ts';
import { actionRoutes } from './actions.ts';
import { makeAsking } from './asked.ts';
import { consoleRoutes } from './consoles.ts';
import { flavorRoutes } from './flavors.ts';
import { hypervisorRoutes } from './hypervisors.ts';
import { instanceActionRoutes } from './instance-actions.ts';
import { keypairRoutes } from './keypairs.ts';
import { metadataRoutes } from './metadata.ts';
import { refuse } from './respond.ts';
import { serverRoutes } from './servers.ts';
import { serviceRoutes } from './services.ts';
import { versionRoutes } from './versions.ts';

/** The Compute API of one release. */
export function computeApi(site: Site, gatekeeper: Gatekeeper): Api {
  const asking = makeAsking(gatekeeper, site.release);
  return {
    refuse,
    log,
    routes: {
      ...versionRoutes(site.release),
      ...asking({
        ...serverRoutes(site),
        ...actionRoutes(site),
        ...metadataRoutes(site),
        ...instanceActionRoutes(site),
        ...consoleRoutes(site),
        ...flavorRoutes(site),
        ...keypairRoutes(site),
        ...serviceRoutes(site),
        ...hypervisorRoutes(site),
      }),
    },
  };
}
