export { AddressWatch } from './watch.ts';
