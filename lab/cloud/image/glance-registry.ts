import { openDatabase } from '../database/index.ts';
import { openBus } from '../messages/index.ts';
import { log, runProgram, runWorker } from '../program.ts';
import { readConfiguration } from './configuration.ts';
import { makeImages } from './images.ts';
import { makeImporter, TOPIC } from './imports.ts';
import { findRelease } from './release.ts';
import { openStore } from './store.ts';

runProgram((releaseName, root) => {
  const release = findRelease(releaseName);
  const { host, database, messages, store } = readConfiguration(root);
  log(`INFO glance-registry ${release.name}`);
  const images = makeImages({ database: openDatabase(database), release, clock: Date.now });
  const bus = openBus(messages, `glance-registry@${host}`);
  const service = bus.serve(TOPIC, makeImporter({ images, store: openStore(store), log }), { lanes: 4 });
  runWorker(() => service.stop());
});
