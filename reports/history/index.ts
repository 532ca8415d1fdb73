export { type TrendPoint, trendChart } from './chart.ts';
export { historyPage } from './page.ts';
export { unreadableSection } from './unreadable.ts';
