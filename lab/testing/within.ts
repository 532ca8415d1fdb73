/** Far beyond what any of these takes, and far below what a reader that goes through its text again and again takes. */
const LIMIT_MS = 5_000;

/** What it gives; an error if it stood still for longer than any honest reader would. */
export function within<Value>(read: () => Value): Value {
  const started = process.cpuUsage();
  const value = read();
  const { user, system } = process.cpuUsage(started);
  if (user + system > LIMIT_MS * 1000) throw new Error(`it took ${(user + system) / 1000} ms of processor`);
  return value;
}
