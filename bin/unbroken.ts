import { main } from '../harness/cli/index.ts';
import * as reports from '../reports/index.ts';

process.exitCode = await main(process.argv.slice(2), reports);
