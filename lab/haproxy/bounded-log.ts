import { open, rename } from 'node:fs/promises';

const MAX_PENDING = 8 * 1024 * 1024;

export interface BoundedLog extends AsyncDisposable {
  append(line: string): void;
}

/**
 * Appends without ever making the writer wait. Bounded on disk: a full file is moved aside.
 * Bounded in memory: what the disk does not take is dropped, and the file says so.
 */
export async function openBoundedLog(file: string, maxBytes: number): Promise<BoundedLog> {
  let handle = await open(file, 'a');
  let size = (await handle.stat()).size;
  let pending: string[] = [];
  let pendingBytes = 0;
  let dropped = 0;
  let writing: Promise<void> | undefined;

  const moveAside = async () => {
    await handle.close();
    await rename(file, `${file}.1`);
    handle = await open(file, 'a');
    size = 0;
  };

  const writeBatch = async (lines: readonly string[], lost: number) => {
    const note = lost > 0 ? `# ${lost} lines lost here: the disk did not take them\n` : '';
    const bytes = Buffer.from(lines.join('') + note);
    if (size > 0 && size + bytes.length > maxBytes) await moveAside();
    await handle.appendFile(bytes);
    size += bytes.length;
  };

  const writeAll = async () => {
    while (pending.length > 0) {
      const lines = pending;
      const lost = dropped;
      pending = [];
      pendingBytes = 0;
      dropped = 0;
      await writeBatch(lines, lost).catch(() => {
        dropped += lines.length + lost;
      });
    }
    writing = undefined;
  };

  return {
    append(line) {
      if (pendingBytes > MAX_PENDING) {
        dropped += 1;
        return;
      }
      pending.push(line);
      pendingBytes += line.length;
      writing ??= writeAll();
    },
    async [Symbol.asyncDispose]() {
      await writing;
      await handle.close();
    },
  };
}
