/** Misbehaving servers, certificates and short runs, for tests of other folders. */

export { type Authority, type Certificate, makeAuthority } from '../certificate.ts';
export { type Child, killed, startChild } from '../child.ts';
export { ADDRESS, type Haproxy, startHaproxy } from '../haproxy.ts';
export { profileOf, type ReadableRow, type Result, rowsOf, runTrial } from '../trial.ts';
export { DELAY_MS, MANNERS, type MannerName, openZoo, type Zoo } from '../zoo.ts';
