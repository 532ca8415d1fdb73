export { type LoadedScenario, loadScenario, shippedScenarios } from './load.ts';
