export { makePorts, type Ports } from './ports.ts';
