import type { Gatekeeper } from '../../access/index.ts';
import type { Api } from '../../http/index.ts';
import type { Rollcall } from '../../rollcall/index.ts';
import type { Attachments } from '../attachments.ts';
import type { Release } from '../release.ts';
import type { Sender } from '../rpc.ts';
import type { Volumes } from '../volumes.ts';
import { actionRoutes } from './actions.ts';
import { attachmentRoutes } from './attachments.ts';
import { makeCallers } from './caller.ts';
import { discoveryRoutes } from './discovery.ts';
import { versioned } from './microversion.ts';
import { refuse } from './respond.ts';
import { serviceRoutes } from './services.ts';
import { volumeRoutes } from './volumes.ts';

/** The Block Storage v3 API of one release. */
export function volumeApi(options: {
  readonly release: Release;
  readonly volumes: Volumes;
  readonly attachments: Attachments;
  readonly sender: Sender;
  readonly rollcall: Rollcall;
  readonly gatekeeper: Gatekeeper;
  readonly log: (line: string) => void;
}): Api {
  const { release, volumes, attachments, sender, rollcall, gatekeeper, log } = options;
  const callers = makeCallers(gatekeeper, release.microversion);
  return {
    refuse,
    log,
    routes: versioned(
      {
        ...discoveryRoutes(release, callers),
        ...volumeRoutes(volumes, attachments, sender, callers),
        ...actionRoutes(volumes, attachments, sender, callers),
        ...attachmentRoutes(volumes, attachments, sender, callers),
        ...serviceRoutes(rollcall, callers),
      },
      release.microversion,
    ),
  };
}
