export { page as renderHtml } from './html/index.ts';
export { renderVerdictJson } from './json.ts';
export { renderJunit } from './junit.ts';
export { renderMarkdown } from './markdown.ts';
