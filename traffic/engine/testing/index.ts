/** Misbehaving servers, certificates and short runs, for tests of other folders. */

export { type Authority, type Certificate, makeAuthority } from './certificate.ts';
export { type Child, killed, startChild } from './child.ts';
export { GATES, type GateName, openGates } from './gates.ts';
export { ADDRESS, type Haproxy, startHaproxy } from './haproxy.ts';
export { HTTP2_ENDINGS, HTTP2_MANNERS, type Http2Ending, type Http2Manner, openHttp2Zoo } from './http2-zoo.ts';
export { profileOf, type ReadableRow, type Result, rowsOf, runTrial } from './trial.ts';
export { openWitness } from './witness.ts';
export { DELAY_MS, DRIP_MS, MANNERS, type MannerName, openZoo, type Zoo } from './zoo.ts';
