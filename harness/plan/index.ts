export { joinScenarios } from './join.ts';
export { joinProfiles } from './join-traffic.ts';
export { type Member, memberOf } from './member-of.ts';
export { expectedRequests, isEvenlySpaced, rateInWords } from './offer.ts';
export * from './plan.ts';
export { makePlan, type PlanInputs } from './planner.ts';
export { printPlan } from './print.ts';
export { Composition, calledOperations, Scenario, SKIPPABLE } from './scenario.ts';
