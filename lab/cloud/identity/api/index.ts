import type { Database } from '../../database/index.ts';
import type { Api } from '../../http/index.ts';
import { makeDirectory } from '../directory.ts';
import type { Release } from '../release.ts';
import { makeTokens } from '../tokens.ts';
import { makeCallers } from './caller.ts';
import { discoveryRoutes } from './discovery.ts';
import { healthRoutes } from './health.ts';
import { projectRoutes } from './projects.ts';
import { refuse } from './respond.ts';
import { tokenRoutes } from './tokens.ts';
import { userRoutes } from './users.ts';

/** The Identity v3 API of one release. */
export function identityApi(options: {
  readonly release: Release;
  readonly database: Database;
  readonly lifetimeSeconds: number;
  readonly clock: () => number;
  readonly log: (line: string) => void;
}): Api {
  const directory = makeDirectory(options.database);
  const tokens = makeTokens(options);
  const callers = makeCallers(directory, tokens);
  return {
    refuse,
    log: options.log,
    routes: {
      ...discoveryRoutes(options.release),
      ...healthRoutes(directory),
      ...tokenRoutes(directory, tokens, callers),
      ...projectRoutes(directory, callers),
      ...userRoutes(directory, callers),
    },
  };
}
