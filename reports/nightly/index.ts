export { nightJunit } from './junit.ts';
export { nightMarkdown } from './markdown.ts';
export { nightPage } from './page.ts';
