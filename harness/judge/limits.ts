/** Every number that a verdict hangs on, each with its reason. */

/** Of the requests of a second, this share must really have been sent. Below it, a short outage can hide in the hole. */
export const LEAST_SENT_SHARE = 0.9;

/** Fewer good answers than this before the upgrade do not show that the service was fine (95 % bound: 3 %). */
export const LEAST_BASELINE = 100;

/** A stage with fewer requests than this was not watched: of ten requests, a failure rate of one in ten spares all in a third of the cases. */
export const LEAST_PER_STAGE = 10;

/** Where this many are expected, fewer than ten come by chance in less than one of 100,000 stages (Poisson). */
export const LEAST_EXPECTED = 30;

/** Published restarts of Keystone kept users out for 0.39 ± 0.19 s: a longer pause of the sender could hide one. */
export const WORST_LATENESS_MS = 250;

/**
 * Late requests are the rule, not a hiccup: the recorder has too little processor for this rate. Requests that are a little
 * late hide nothing (gaps are measured as they were really left) but blur latency, which counts from the intended moment.
 */
export const P99_LATENESS_MS = 100;

/** While the recorder's event loop stands, it neither sends nor looks; as long as the worst lateness, for the same reason. */
export const WORST_LOOP_MS = 250;

/** Pulses come four times a second and counters too. Eight missed in a row are no hiccup. */
export const LONGEST_SILENCE_MS = 2_000;

/** Alike failures that follow each other within this time are one incident, however many steps it lasts. */
export const INCIDENT_GAP_MS = 500;

/** What every bound is stated at. */
export const CONFIDENCE = 0.95;

/** Enough to see what happened; the ledger has all of them. */
export const EXHIBITS = 20;

/** The longest ones; more than this no reader goes through, and the ledger has all of them. */
export const OUTAGES_LISTED = 1_000;

/**
 * A control endpoint that nothing of the upgrade touches answers within a millisecond. There and back, two threads must get
 * the processor, and each may be as late as the sending of a request may be.
 */
export const WORST_CANARY_MS = 2 * WORST_LATENESS_MS;

/** The control endpoint must have been asked about as often as pulses came; fewer than these in all show nothing. */
export const LEAST_CANARY = 20;

/** What a sick instrument did is noticed in the turns of its loop right after it. */
export const SICK_MARGIN_MS = 50;

/** HAProxy's usual health checks need up to this long to take a server for down (every 2 s, three times). */
export const HEALTH_CHECK_MS = 6_000;

/** Requests that a load balancer could not deliver to a server it takes for well: no longer than this apart, they are one trouble … */
export const UNDELIVERED_GAP_MS = 1_000;

/** … which is no moment any more from this length on: a process that is started again at once is back before … */
export const UNDELIVERED_MS = 1_000;

/** … and steady from this number on: single ones, a second apart, are chance. */
export const LEAST_UNDELIVERED = 5;

/** A probe past the load balancers tells of a node for about this long before and after it. */
export const DIRECT_MS = 2_000;

/** An answer is late beyond this many times what 99 % took before the upgrade … */
export const STALL_FACTOR = 10;

/** … and never below this: whoever waits for a second notices it, whatever was usual. */
export const STALL_MS = 1_000;

/** keepalived needs so long at most, with its usual settings, to find that the one before it is away (three adverts of a second) or ill. */
export const FAILOVER_MS = 5_000;

/** A line of a load balancer's log is kept within this time, on a machine that has a lot to do. */
export const KEPT_MS = 2_000;

/** As with outages: what is beyond it, no reader goes through. */
export const INCIDENTS_LISTED = 1_000;
