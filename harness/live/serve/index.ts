export { LiveServer } from './live-server.ts';
export { type Endpoint, MetricsServer } from './metrics-server.ts';
