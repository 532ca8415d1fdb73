export { test } from './engine.ts';
export { enginePossible, HOW_TO_ENABLE } from './possible.ts';
