import { writeFileSync } from 'node:fs';
import { readTroubles } from '../../faults/trouble/index.ts';
import { counterIn } from './counter.ts';
import { lingers } from './hinder.ts';
import { type Api, makeServer } from './server.ts';

export interface DaemonOptions {
  readonly api: Api;
  readonly address: string;
  readonly port: number;
}

/** Serves until TERM. */
export function runDaemon({ api, address, port }: DaemonOptions): void {
  const { SERVED_FILE } = process.env;
  const troubles = readTroubles();
  const server = makeServer(api, troubles, SERVED_FILE ? counterIn(`${SERVED_FILE}.${process.pid}`) : undefined);
  server.on('error', (error) => {
    api.log(`ERROR cannot listen on ${address}:${port}: ${error.message}`);
    process.exit(1);
  });
  // As `service apache2 stop` does it: at once, whatever is in progress. A client whose request was here gets no
  // answer, which is the reason why the procedure takes a server out of rotation first.
  process.on('SIGTERM', () => {
    api.log('INFO stopped by SIGTERM');
    const after = lingers(troubles);
    if (after > 0) setTimeout(() => process.exit(0), after);
    else process.exit(0);
  });
  // Without a listener it would end the process. Whoever has something to read anew listens too.
  process.on('SIGHUP', () => api.log('INFO reloaded by SIGHUP'));
  server.listen(port, address, () => {
    api.log(`INFO listening on http://${address}:${port}`);
    if (process.env.READY_FILE) writeFileSync(process.env.READY_FILE, '');
  });
}
