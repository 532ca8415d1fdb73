export { freePort } from './free-port.ts';
export { mutated } from './mutated.ts';
export { Relay } from './relay.ts';
export { within } from './within.ts';
