export * from './plan.ts';
export { makePlan, type PlanInputs } from './planner.ts';
export { printPlan } from './print.ts';
export { Scenario, SKIPPABLE } from './scenario.ts';
