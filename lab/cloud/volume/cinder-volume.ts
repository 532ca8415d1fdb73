import { log, runProgram, runWorker } from '../program.ts';
import { makeAttachments } from './attachments.ts';
import { type Duty, standBy } from './duty.ts';
import { makeLease } from './lease.ts';
import { makeManager } from './manager.ts';
import { BINARY, topicOfBackend } from './rpc.ts';
import { openSite } from './site.ts';

/** After a process that was killed, the next takes over when this time is over. */
const LEASE_MS = 3_000;

runProgram((releaseName, root) => {
  const { release, configuration, database, volumes, bus, rollcall, clock } = openSite(
    BINARY.volume,
    releaseName,
    root,
  );
  const { host, backend } = configuration;
  const handle = makeManager({ release, volumes, attachments: makeAttachments(database, clock), log });
  // In lists of services the backend is what volumes are on, and each node what may serve it.
  const node = `${host}@${backend.split('@')[1]}`;
  const report = (name: string) =>
    rollcall.report({ binary: BINARY.volume, host: name, level: release.level, release: release.name });
  const standAside = () => rollcall.disable(BINARY.volume, node, `standby of ${backend}`);

  function serve(): Duty {
    log(`INFO serves ${backend}`);
    rollcall.enable(BINARY.volume, node);
    const reporting = report(backend);
    const service = bus.serve(topicOfBackend(backend), handle, { lanes: 16 });
    return {
      async stop() {
        await service.stop();
        reporting[Symbol.dispose]();
        standAside();
        log(`INFO serves ${backend} no more`);
      },
    };
  }

  report(node);
  standAside();
  const lease = makeLease({ database, backend, holder: `${host}:${process.pid}`, lifetimeMs: LEASE_MS, clock });
  const duty = standBy({ lease, begin: serve, log });
  runWorker(() => duty.stop());
});
