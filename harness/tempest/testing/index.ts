export { packetOf, type Wanted } from './subunit.ts';
