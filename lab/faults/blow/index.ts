export { type Blow, signal, strike } from './blow.ts';
