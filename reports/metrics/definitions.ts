import { gauge } from './family.ts';

/** What can be told of a run. What is told while it goes on and at its end is the same, by the same name. */

export const runStarted = gauge('run_started_timestamp_seconds', 'When the run began', 'seconds');
export const runDuration = gauge('run_duration_seconds', 'How long the run lasted', 'seconds');
export const requests = gauge('requests', 'Requests by what became of them');
export const balancerRetries = gauge(
  'balancer_retries',
  'Attempts that load balancers repeated, so that no client saw them',
);
export const stepDuration = gauge('step_duration_seconds', 'How long each step took', 'seconds');

/** Only at the end: these take all requests. */
export const verdict = gauge('verdict', 'Which verdict the run got: 1 for the one, 0 for the others');
export const errorBound = gauge(
  'error_ratio_bound',
  'With 95 % certainty the share of failing requests is at most this',
);
export const detectableOutage = gauge(
  'detectable_outage_seconds',
  'An outage of this length would have been seen with 95 % certainty',
  'seconds',
);
export const latency = gauge('latency_seconds', 'Latency of good answers from their intended start', 'seconds');
export const orderViolations = gauge(
  'version_order_violations',
  'Pairs of answers in which the version went back, by level',
);
export const findings = gauge('findings', 'Findings by severity');
export const assumptionsBroken = gauge('assumptions_broken', 'Conditions of a valid experiment that did not hold');

/** Only while it goes on: these are of the moment. */
export const recentLatency = gauge(
  'recent_latency_seconds',
  'Latency of answers in the last quarter of a second, from their intended start',
  'seconds',
);
export const requestRate = gauge('requests_per_second', 'Requests offered per second, over the last two seconds');
export const outstanding = gauge('requests_outstanding', 'Requests whose fate is not known yet');
export const wentBack = gauge(
  'version_steps_back',
  'Answers so far that told an older version than one that was there',
);
export const stepsByState = gauge('steps', 'Steps of the plan by where they stand');
export const serverReady = gauge('server_ready', 'Whether a load balancer sends requests to a server that works');
export const lateness = gauge(
  'recorder_lateness_seconds',
  'How late the latest request since the last pulse left',
  'seconds',
);
export const loopDelay = gauge(
  'recorder_loop_delay_seconds',
  'How long the event loop of the recorder stood',
  'seconds',
);
export const instrumentTroubles = gauge('instrument_troubles', 'Moments in which the instrument itself was not well');
