export { type Database, openDatabase, type Row, violatesUnique } from './database.ts';
export { type Migration, nextPhase, PHASES, type Phase, PhaseOrderError, runPhase } from './phases.ts';
