import { type Database, openDatabase } from '../database/index.ts';
import { type MessageBus, openBus } from '../messages/index.ts';
import { log } from '../program.ts';
import { openRollcall, type Rollcall } from '../rollcall/index.ts';
import { type Configuration, readConfiguration } from './configuration.ts';
import { findRelease, type Release } from './release.ts';
import { makeVolumes, type Volumes } from './volumes.ts';

/** What each of cinder's processes has. */
export interface Site {
  readonly release: Release;
  readonly configuration: Configuration;
  readonly database: Database;
  readonly volumes: Volumes;
  readonly bus: MessageBus;
  readonly rollcall: Rollcall;
  readonly clock: () => number;
}

export function openSite(binary: string, releaseName: string | undefined, root: string): Site {
  const release = findRelease(releaseName);
  const configuration = readConfiguration(root);
  log(`INFO ${binary} ${release.name} on ${configuration.host}`);
  const clock = Date.now;
  const database = openDatabase(configuration.database);
  return {
    release,
    configuration,
    database,
    volumes: makeVolumes({ database, release, clock }),
    bus: openBus(configuration.messages, `${binary}@${configuration.host}`),
    rollcall: openRollcall(configuration.rollcall, clock),
    clock,
  };
}
