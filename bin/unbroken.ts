import { main, outliveReaders } from '../harness/cli/index.ts';
import * as reports from '../reports/index.ts';

outliveReaders();
process.exitCode = await main(process.argv.slice(2), reports);
