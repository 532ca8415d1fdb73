export { FAILOVERS, type Failover, failoverOf } from './failover.ts';
