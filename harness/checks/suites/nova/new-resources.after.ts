import { test } from './new-server.ts';
import { serverChecks } from './server-checks.ts';

test.describe('a server that is made after the upgrade', () => serverChecks(test));
