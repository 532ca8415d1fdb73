export { secretsAmong, without } from './secrets.ts';
