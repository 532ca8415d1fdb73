import { openBus } from '../../messages/index.ts';
import { log, runProgram, runWorker } from '../../program.ts';
import { openRollcall } from '../../rollcall/index.ts';
import { AGENTS, type AgentKind } from '../agent-kinds.ts';
import { readConfiguration } from '../configuration.ts';
import { findRelease } from '../release.ts';
import { startMetadata } from './metadata.ts';
import { startWirer } from './wirer.ts';

/** An agent's process. It reports from the start, even if no server understands it yet: it is alive, and seen to be. */
export function runAgent(kind: AgentKind): void {
  runProgram((releaseName, root) => {
    const release = findRelease(releaseName);
    const { host, messages, rollcall } = readConfiguration(root);
    const { binary } = AGENTS[kind];
    log(`INFO ${binary} ${release.name}`);
    const bus = openBus(messages, `${binary}@${host}`);
    openRollcall(rollcall, Date.now).report({ binary, host, level: release.level, release: release.name });
    const service =
      kind === 'metadata' ? startMetadata({ host, release, bus }) : startWirer({ kind, host, root, release, bus, log });
    runWorker(() => service.stop());
  });
}
