export { incidentsOf } from './incidents.ts';
