import { runAgent } from './agent.ts';

runAgent('l3');
