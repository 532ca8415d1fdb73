import { test } from './kept-server.ts';
import { serverChecks } from './server-checks.ts';

test.describe('the server that lives through the upgrade', () => serverChecks(test));
