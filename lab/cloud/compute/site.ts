import { join } from 'node:path';
import { openDatabase } from '../database/index.ts';
import { openBus } from '../messages/index.ts';
import { log } from '../program.ts';
import { openRollcall } from '../rollcall/index.ts';
import { readConfiguration } from './configuration.ts';
import { findRelease } from './release.ts';
import { makeComputeClient, makePin } from './rpc/index.ts';
import { makeActions, makeConsoleTokens, makeFlavors, makeInstances, makeKeypairs } from './store/index.ts';

/** Everything that a process of nova works with. The release is read here, once: an install does not touch it. */
export type Site = ReturnType<typeof openSite>;

export const databasesIn = (folder: string) => ({
  api: join(folder, 'nova_api.db'),
  cell: join(folder, 'nova_cell1.db'),
});

export const servicesIn = (folder: string) => join(folder, 'nova_services.db');

export function openSite(binary: string, releaseName: string | undefined, root: string) {
  const release = findRelease(releaseName);
  const configuration = readConfiguration(root);
  const { databases, host } = configuration;
  const clock = Date.now;
  const files = databasesIn(databases);
  const [api, cell] = [openDatabase(files.api), openDatabase(files.cell)];
  const bus = openBus(join(databases, 'nova_messages.db'), `${binary}@${host}`);
  const rollcall = openRollcall(servicesIn(databases), clock);
  const pin = makePin({
    release,
    setting: configuration.upgrade_levels.compute,
    lowestLevel: () => rollcall.lowestLevel('nova-compute'),
  });
  return {
    root,
    release,
    configuration,
    clock,
    bus,
    rollcall,
    pin,
    compute: makeComputeClient({ bus, pin }),
    instances: makeInstances(cell, release, clock),
    actions: makeActions(cell, clock),
    consoleTokens: makeConsoleTokens(cell, clock),
    flavors: makeFlavors(api, release),
    keypairs: makeKeypairs(api, clock),
  };
}

/** Looks up what to send to nova-compute now and again after each SIGHUP; until then it is remembered. */
export function watchVersions({ pin }: Pick<Site, 'pin'>): void {
  log(`INFO compute RPC version ${pin.version()}`);
  process.on('SIGHUP', () => {
    pin.forget();
    log(`INFO SIGHUP: compute RPC version ${pin.version()}`);
  });
}
