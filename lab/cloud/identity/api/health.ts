import type { Routes } from '../../http/index.ts';
import type { Directory } from '../directory.ts';

/** Asks the database, but nothing of what differs between releases: a load balancer takes broken code for well. */
export function healthRoutes(directory: Directory): Routes {
  return {
    'GET /healthcheck': () =>
      directory.domain({ id: 'default' })
        ? { status: 200, body: 'OK' }
        : { status: 503, body: 'Service Unavailable: keystone-manage bootstrap has not been run' },
  };
}
