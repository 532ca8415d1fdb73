import { main } from '../harness/bench/index.ts';

process.exitCode = await main(process.argv.slice(2));
