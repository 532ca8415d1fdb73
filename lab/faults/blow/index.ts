export { type Blow, mute, signal, strike } from './blow.ts';
