export { livePage } from './page.ts';
