export { mutated } from './mutated.ts';
export { within } from './within.ts';
