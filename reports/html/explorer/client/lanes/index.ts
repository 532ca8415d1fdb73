import type { Model } from '../../model.ts';
import type { Lane } from '../lane.ts';
import { failuresLane } from './failures.ts';
import { instrumentLane } from './instrument.ts';
import { latencyLane } from './latency.ts';
import { proxyLane } from './proxy.ts';
import { rateLane } from './rate.ts';
import { serversLane } from './servers.ts';
import { stepsLane } from './steps.ts';
import { versionsLane } from './versions.ts';

export { clientsLane } from './clients.ts';

/** From a run to what is drawn of it, from top to bottom. */
export const lanesOf = (model: Model): readonly Lane[] => [
  stepsLane(model),
  serversLane(model, 'Servers in HAProxy', model.state.servers),
  ...(model.state.elsewhere.length > 0 ? [serversLane(model, 'Releases elsewhere', model.state.elsewhere)] : []),
  failuresLane(model),
  rateLane(model),
  latencyLane(model),
  versionsLane(model),
  proxyLane(model),
  instrumentLane(model),
];
