import { Command, CommanderError, Option } from 'commander';
import { certifyCommand } from './certify.ts';
import { checkCommand } from './check.ts';
import { compareCommand } from './compare.ts';
import { doctorCommand } from './doctor.ts';
import { exitCodesInHelp } from './exit-codes.ts';
import { exportCommand } from './export.ts';
import { exitCodeFor, explain } from './failure.ts';
import { historyCommand } from './history.ts';
import { initCommand } from './init.ts';
import { inventoryCommand } from './inventory.ts';
import { judgeCommand } from './judge.ts';
import { labCommand } from './lab.ts';
import { ledgerCommand } from './ledger.ts';
import { markCommand } from './mark.ts';
import { nightlyCommand } from './nightly.ts';
import type { Renderers } from './outputs.ts';
import { planCommand } from './plan.ts';
import { restoreCommand } from './restore.ts';
import { resumeCommand } from './resume.ts';
import { schemaCommand } from './schema.ts';
import { selftestCommand } from './selftest.ts';
import { verifyCommand } from './verify.ts';
import { watchCommand } from './watch.ts';

const EXAMPLES = `
Examples:
  unbroken doctor                                  what is there, what is missing, what for
  unbroken plan keystone                           what would be done, step by step; touches nothing
  unbroken certify keystone                        a lab of its own, upgraded under load, judged, taken down
  unbroken certify keystone --order rolling        the documented order: versions go back, so it is refused
  unbroken certify keystone --skip drain           an experiment: what users notice when nobody drains
  unbroken lab up                                  a lab that stays; then: unbroken certify keystone --lab ID
  unbroken check --lab ID ./mine.check.ts          make checks of your own, without an upgrade
  unbroken judge runs/2026-01-31-120000-keystone   judge a stored run again
  unbroken history runs                            one page over all runs in a folder
  unbroken ledger runs/2026-01-31-120000-keystone --failed   what became of the requests of a run
  unbroken export runs/2026-01-31-120000-keystone --parquet run.parquet   the same for other programs
  unbroken selftest --quick                        does this build find faults that are there on purpose?
  unbroken nightly                                 the self-test and certified upgrades, one page over all
  unbroken verify runs/2026-01-31-120000-keystone  was anything in it changed since?
  unbroken watch --lab lab.yaml --scenario keystone -- ./upgrade.sh   somebody else's upgrade, judged
  unbroken resume runs/2026-01-31-120000-keystone  the harness was killed: go on to the end
  unbroken init --haproxy haproxy.cfg              a lab.yaml for what is there already
  unbroken restore runs/2026-01-31-120000-keystone the harness was killed: put everything back

Exit codes:
  ${exitCodesInHelp()}
`;

/** Runs one command line and gives its exit code. Never throws. */
export async function main(argv: readonly string[], renderers: Renderers): Promise<number> {
  let code = 0;
  const finish = (result: number): void => {
    code = result;
  };
  const program = commandLine(argv, renderers, finish);
  try {
    await program.parseAsync([...argv], { from: 'user' });
    return code;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 64;
    process.stderr.write(explain(error, argv.includes('--verbose')));
    return exitCodeFor(error);
  }
}

/** Every command, with its options. */
export function commandLine(argv: readonly string[], renderers: Renderers, finish: (code: number) => void): Command {
  const program = new Command('unbroken')
    .description('Upgrades a service behind HAProxy under load, and certifies, or refuses to, that nobody noticed.')
    .option('--verbose', 'show stack traces of errors')
    .enablePositionalOptions()
    .addHelpText('after', EXAMPLES)
    .exitOverride()
    .configureHelp({ sortSubcommands: false })
    .configureOutput({ outputError: (text, write) => write(text) });
  for (const command of [
    certifyCommand(renderers, argv, finish),
    planCommand(),
    judgeCommand(renderers, finish),
    compareCommand(renderers),
    historyCommand(renderers),
    ledgerCommand(),
    exportCommand(),
    verifyCommand(finish),
    watchCommand(renderers, finish),
    markCommand(),
    labCommand(finish),
    inventoryCommand(finish),
    checkCommand(finish),
    restoreCommand(finish),
    resumeCommand(renderers, argv, finish),
    doctorCommand(finish),
    initCommand(),
    schemaCommand(),
    selftestCommand(finish),
    nightlyCommand(renderers, finish),
  ])
    program.addCommand(inherit(command));
  return program;
}

/** commander does not hand these on to sub-commands that were made apart. */
function inherit(command: Command): Command {
  command.exitOverride().addOption(new Option('--verbose').hideHelp());
  for (const child of command.commands) inherit(child);
  return command;
}
