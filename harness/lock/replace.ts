import { renameSync, writeFileSync } from 'node:fs';

/** Whoever reads the file meanwhile finds the old content or the new one, whole. */
export function replace(file: string, content: string): void {
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, content, { mode: 0o600 });
  renameSync(draft, file);
}
