import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Command } from 'commander';
import { sumUp } from '../judge/index.ts';
import type { Renderers } from './outputs.ts';
import { pastRuns } from './past-runs.ts';

export function historyCommand(renderers: Renderers): Command {
  return new Command('history')
    .description('one page over many runs: verdicts, durations, latency, checks that are not steady')
    .argument('[folder]', 'where run folders lie, at any depth up to four', 'runs')
    .option('--html <file>', 'where the page goes (default: index.html in the folder)')
    .option('--json', 'print what the runs show together, as JSON')
    .action((folder: string, options: { html?: string; json?: boolean }) => {
      const file = options.html ?? join(folder, 'index.html');
      const { runs, unreadable } = pastRuns(folder, dirname(file));
      writeFileSync(file, renderers.renderHistory(folder, runs, unreadable));
      const sum = sumUp(runs.map(({ judgement }) => judgement));
      process.stdout.write(options.json ? `${JSON.stringify(sum, null, 2)}\n` : `${sum.sentence}\nhistory  ${file}\n`);
      for (const { path, why } of unreadable) process.stderr.write(`unread   ${path}: ${why}\n`);
    });
}
