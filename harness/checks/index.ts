/** What a file of checks starts from. `harness/checks/suites` has examples. */
export { expect } from '@playwright/test';
export { type Cloud, publicUrl, SERVICES, ServiceError, type ServiceName } from './cloud/index.ts';
export { test } from './fixtures.ts';
export { addressOf, type Guest } from './guest.ts';
export type { Keepsake } from './keepsake.ts';
export { adviceOn } from './lint/index.ts';
export { describedLab, type Occasion } from './setting.ts';
