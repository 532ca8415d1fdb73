import { writeFileSync } from 'node:fs';
import { Command } from 'commander';
import type { Renderers } from './outputs.ts';
import { judgementIn } from './past-runs.ts';

export function compareCommand(renderers: Renderers): Command {
  return new Command('compare')
    .description('hold two runs against each other: steps, durations, latency, findings')
    .argument('<before>', 'run folder')
    .argument('<after>', 'run folder')
    .option('--html <file>', 'write it as a page, too')
    .action((before: string, after: string, options: { html?: string }) => {
      const [one, other] = [judgementIn(before), judgementIn(after)];
      if (options.html) writeFileSync(options.html, renderers.renderComparison(one, other));
      process.stdout.write(renderers.renderComparisonText(one, other));
    });
}
