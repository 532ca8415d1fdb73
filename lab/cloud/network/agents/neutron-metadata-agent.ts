import { runAgent } from './agent.ts';

runAgent('metadata');
