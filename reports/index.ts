export { renderAnnotations } from './annotations.ts';
export { comparisonPage as renderComparison, comparisonText as renderComparisonText } from './comparison/index.ts';
export { renderGrafana } from './grafana.ts';
export { historyPage as renderHistory } from './history/index.ts';
export { page as renderHtml } from './html/index.ts';
export { renderVerdictJson } from './json.ts';
export { renderJunit } from './junit.ts';
export { livePage as renderLive } from './live/index.ts';
export { renderMarkdown } from './markdown.ts';
export { renderLiveMetrics, renderMetrics } from './metrics/index.ts';
export {
  nightJunit as renderNightJunit,
  nightMarkdown as renderNightMarkdown,
  nightPage as renderNight,
} from './nightly/index.ts';
