export { expect, type Open, type Opened, test } from './browser.ts';
export { hostile, spoiled } from './hostile.ts';
export { launch } from './launch.ts';
