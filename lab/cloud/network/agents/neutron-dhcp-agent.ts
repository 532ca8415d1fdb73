import { runAgent } from './agent.ts';

runAgent('dhcp');
