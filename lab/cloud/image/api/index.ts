import type { Gatekeeper } from '../../access/index.ts';
import type { Database } from '../../database/index.ts';
import type { Api } from '../../http/index.ts';
import type { MessageBus } from '../../messages/index.ts';
import type { Images } from '../images.ts';
import type { Release } from '../release.ts';
import type { Store } from '../store.ts';
import type { Uploads } from '../uploads.ts';
import { makeImageAccess } from './access.ts';
import { dataRoutes } from './data.ts';
import { discoveryRoutes } from './discovery.ts';
import { healthRoutes } from './health.ts';
import { imageRoutes } from './images.ts';
import { importRoutes } from './import.ts';
import { refuse } from './respond.ts';

/** The Image v2 API of one release. */
export function imageApi(options: {
  readonly release: Release;
  readonly database: Database;
  readonly images: Images;
  readonly store: Store;
  readonly uploads: Uploads;
  readonly bus: MessageBus;
  readonly gatekeeper: Gatekeeper;
  readonly log: (line: string) => void;
}): Api {
  const { release, database, images, store, uploads, bus, gatekeeper, log } = options;
  const access = makeImageAccess(images, gatekeeper);
  return {
    refuse,
    log,
    routes: {
      ...discoveryRoutes(release),
      ...healthRoutes(database),
      ...imageRoutes(images, store, access),
      ...dataRoutes(images, store, uploads, access),
      ...importRoutes(images, store, bus, access),
    },
  };
}
