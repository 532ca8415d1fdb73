import { Command } from 'commander';
import { exitCode } from '../judge/index.ts';
import { RunFolder } from '../run/index.ts';
import { judgeAndReport, type Renderers } from './outputs.ts';

export function judgeCommand(renderers: Renderers, finish: (code: number) => void): Command {
  return new Command('judge')
    .description('judge a stored run again, with the rules of this build, and write its reports anew')
    .argument('<run>', 'run folder')
    .option('--junit <file>', 'write JUnit XML there too')
    .option('--json', 'print verdict.json instead of the summary')
    .action(async (path: string, options: { junit?: string; json?: boolean }) => {
      finish(exitCode(await judgeAndReport(new RunFolder(path), renderers, options)));
    });
}
