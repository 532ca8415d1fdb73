/**
 * A command that changes a node is run at most once, whatever becomes of the connection: what runs it on the node keeps
 * its process id and how it ended under a name, and whoever comes with the same name later is told that instead.
 */

export type Ending =
  | { readonly state: 'ended'; readonly code: number; readonly output: string }
  /** It began, and there is neither a process nor an end: somebody killed it. */
  | { readonly state: 'killed'; readonly output: string }
  /** The same, and the node has booted since. */
  | { readonly state: 'rebooted'; readonly output: string }
  /** Its name could not be written down, so it was not begun. */
  | { readonly state: 'unstarted'; readonly output: string };

/** The kernel's boot, and since when the first process runs: a container boots without its machine. */
export const BOOT = `echo "$(cat /proc/sys/kernel/random/boot_id)/$(sed 's/.*) //' /proc/1/stat | cut -d ' ' -f 20)"`;

/** Not below /tmp: whether it was begun must still be known after a boot. */
const ROOT = '"${HOME:-/var/tmp}"/.unbroken';

const KEPT_BYTES = 65_536;

/** In a session of its own, so that it does not end with the connection. Of two that ever start, one begins. */
const RUNNER = `mkdir "$0/begun" && echo $$ >"$0/pid" && ${BOOT} >"$0/boot" && : >"$0/out" || exit
sh -c "$1" >"$0/out" 2>&1
echo $? >"$0/new" && mv "$0/new" "$0/code"`;

/** Where a node keeps what is known of a command, as a word of a script. */
export const folderOf = (run: string, ticket: string): string => `${ROOT}/${quote(run)}/${quote(ticket)}`;

/** Runs the command, or waits for the end of the one that was begun under this name; the last line tells its end. */
export function onceScript(run: string, ticket: string, command: string): string {
  return `d=${folderOf(run, ticket)}
tell() { tail -c ${KEPT_BYTES} "$d/out" 2>/dev/null; printf '\\n[unbroken %s]\\n' "$1"; exit 0; }
mkdir -p "\${d%/*}" || exit
while [ ! -f "$d/code" ]; do
  if mkdir "$d" 2>/dev/null; then
      setsid=setsid; command -v setsid >/dev/null || setsid=
    $setsid sh -c ${quote(RUNNER)} "$d" ${quote(command)} &
    wait $!
    [ -s "$d/boot" ] || { rm -rf "$d"; tell unstarted; }
  elif [ ! -d "$d" ]; then exit 1
  fi
  # Whoever came first may have been killed before anything was begun. Without its folder it can't begin any more.
  tries=20
  until [ -s "$d/boot" ] || [ $tries -le 0 ]; do tries=$((tries - 1)); sleep 0.1; done
  [ -s "$d/boot" ] || { rm -rf "$d"; continue; }
  until [ -f "$d/code" ]; do
    if [ "$(${BOOT})" != "$(cat "$d/boot")" ]; then tell rebooted
    elif ! kill -0 "$(cat "$d/pid")" 2>/dev/null && [ ! -f "$d/code" ]; then tell killed
    fi
    sleep 0.1
  done
done
tell "ended $(cat "$d/code")"`;
}

/** Ends what was begun under this name, and all that belongs to it. Whoever else has its number by now is left alone. */
export function endScript(run: string, ticket: string): string {
  return `d=${folderOf(run, ticket)}
p=$(cat "$d/pid") || exit 0
grep -qaF "$d" "/proc/$p/cmdline" || exit 0
for s in TERM KILL; do kill -s $s -- "-$p" 2>/dev/null || kill -s $s "$p" 2>/dev/null || exit 0; sleep 1; done`;
}

/** Waits for whatever a run still does on the node, begun by a harness that is gone: nothing may be put back beneath it. */
export function quietScript(run: string): string {
  return `for d in ${ROOT}/${quote(run)}/*/; do
  [ -s "$d/boot" ] && [ "$(${BOOT})" = "$(cat "$d/boot")" ] || continue
  while [ ! -f "$d/code" ] && kill -0 "$(cat "$d/pid")" 2>/dev/null; do sleep 0.1; done
done
true`;
}

/** Removes what is known of a run's commands. */
export function forgetScript(run: string): string {
  return `rm -rf ${ROOT}/${quote(run)} && rmdir ${ROOT} 2>/dev/null; true`;
}

/** Undefined: this is not what the script prints, so the script itself could not run. */
export function readEnding(stdout: string): Ending | undefined {
  const found = /\n\[unbroken (?:ended (\d+)|(killed|rebooted|unstarted))\]\n?$/.exec(stdout);
  if (!found) return undefined;
  const output = stdout.slice(0, found.index).trim();
  if (found[1] !== undefined) return { state: 'ended', code: Number(found[1]), output };
  return { state: found[2] as 'killed' | 'rebooted' | 'unstarted', output };
}

export const quote = (word: string): string => `'${word.replaceAll("'", `'\\''`)}'`;
