export { type Agents, makeAgents } from './agents.ts';
export { DHCP_PORT, ROUTER_INTERFACE } from './desired.ts';
export { servePlugin } from './serve.ts';
