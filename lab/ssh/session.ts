import { constants } from 'node:os';
import type { PseudoTtyInfo, ServerChannel, Session } from 'ssh2';
import { type Conducted, conduct, type Surroundings } from './conduct.ts';
import { signalGroup } from './process-group.ts';
import { commandProgram, hasTerminals, type Program, shellProgram } from './program.ts';

/** One session: at most one command or shell. What it does not know (subsystems, forwarding, environment) is refused. */
export function serveSession(session: Session, around: Surroundings, onStart: (done: Promise<void>) => void): void {
  const closed = new AbortController();
  const gone = AbortSignal.any([around.gone, closed.signal]);
  let terminal: PseudoTtyInfo | undefined;
  let running: Conducted | undefined;

  // Against its types, ssh2 gives no channel to a session that has one already.
  const start = (program: Program, channel: ServerChannel | undefined) => {
    if (channel === undefined) return;
    const environment = terminal ? { ...around.environment, TERM: terminal.term } : around.environment;
    running = conduct(program, channel, { ...around, environment, gone });
    onStart(
      running.done.finally(() => {
        running = undefined;
      }),
    );
  };

  session.on('close', () => closed.abort());
  session.on('pty', (accept, reject, info) => {
    if (hasTerminals) {
      terminal = info;
      accept?.();
    } else reject?.();
  });
  session.on('exec', (accept, _reject, { command }) => start(commandProgram(command, terminal), accept()));
  session.on('shell', (accept) => start(shellProgram(terminal), accept()));
  session.on('signal', (accept, reject, { name }) => {
    const signal = `SIG${name}` as NodeJS.Signals;
    const known = signal in constants.signals;
    if (known && running?.pid !== undefined && signalGroup(running.pid, signal)) accept?.();
    else reject?.();
  });
}
