export { type Companions, type CompanionsOptions, startCompanions } from './companions.ts';
