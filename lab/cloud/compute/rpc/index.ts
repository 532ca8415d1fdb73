export { type ComputeClient, makeComputeClient, type Order, readOrder, readSubject } from './compute.ts';
export { makePin, type Pin } from './pin.ts';
export { CONDUCTOR, CONSOLEAUTH, SCHEDULER, Task } from './topics.ts';
