export { audit } from './audit.ts';
export { expect, type Open, type Opened, test } from './browser.ts';
export { eachFinding, type Found } from './each-finding.ts';
export { emptied } from './empty.ts';
export { hostile, spoiled } from './hostile.ts';
export { launch } from './launch.ts';
export { unfold } from './unfold.ts';
