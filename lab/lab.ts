import type { LabDescription } from './description.ts';
import type { RuntimeApi } from './haproxy/index.ts';
import type { SshClient } from './ssh/index.ts';

/** A lab that somebody is connected to: its nodes over SSH, its load balancers over their admin sockets. */
export interface Lab extends AsyncDisposable {
  readonly description: LabDescription;
  readonly nodes: ReadonlyMap<string, SshClient>;
  readonly balancers: ReadonlyMap<string, RuntimeApi>;
}
