import { makeGatekeeper } from '../access/index.ts';
import { openDatabase } from '../database/index.ts';
import { runDaemon } from '../http/index.ts';
import { openBus } from '../messages/index.ts';
import { log, runProgram } from '../program.ts';
import { imageApi } from './api/index.ts';
import { readConfiguration } from './configuration.ts';
import { makeImages } from './images.ts';
import { findRelease } from './release.ts';
import { openStore } from './store.ts';
import { makeUploads } from './uploads.ts';

runProgram((releaseName, root) => {
  const release = findRelease(releaseName);
  const { host, listen, database: file, messages, store: folder, identity } = readConfiguration(root);
  log(`INFO glance-api ${release.name}`);
  const clock = Date.now;
  const database = openDatabase(file);
  const images = makeImages({ database, release, clock });
  const store = openStore(folder);
  const uploads = makeUploads(images, store);
  process.on('exit', () => uploads.giveBack());
  const api = imageApi({
    release,
    database,
    images,
    store,
    uploads,
    bus: openBus(messages, `glance-api@${host}`),
    gatekeeper: makeGatekeeper({ ...identity, clock }),
    log,
  });
  runDaemon({ ...listen, api });
});
