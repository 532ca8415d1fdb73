export { makeAgent } from './agent.ts';
