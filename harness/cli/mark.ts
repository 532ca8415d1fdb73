import { Command } from 'commander';
import { MARKS_VARIABLE, mark } from '../watch/index.ts';
import { examples } from './examples.ts';

export function markCommand(): Command {
  return new Command('mark')
    .description('name the step that begins now; for commands that are run by "unbroken watch"')
    .argument('<text>', 'what is about to be done')
    .addHelpText('after', examples(['unbroken mark "migrate the schema"', 'within a script that is watched']))
    .action((text: string) => mark(text, process.env[MARKS_VARIABLE]));
}
