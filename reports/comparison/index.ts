export { comparisonPage } from './page.ts';
export { comparisonText } from './text.ts';
