import { fork } from 'node:child_process';
import { once } from 'node:events';

/** A program of `children/` in a process of its own. It is told one thing and answers with messages. */
export interface Child extends AsyncDisposable {
  /** What it says next. Rejects when it ends without a word. */
  hear<Message>(): Promise<Message>;
  tell(message: object | string): void;
}

export function startChild(name: string, order: object, nodeOptions: readonly string[] = []): Child {
  const child = fork(new URL(`./children/${name}.ts`, import.meta.url), [JSON.stringify(order)], {
    execArgv: [...nodeOptions],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const end = () => void child.kill('SIGKILL');
  process.once('exit', end);
  const heard: unknown[] = [];
  let waiting: PromiseWithResolvers<unknown> | undefined;
  child.on('message', (message) => {
    if (waiting) waiting.resolve(message);
    else heard.push(message);
    waiting = undefined;
  });
  const gone = once(child, 'exit').then(([code]) => {
    waiting?.reject(new Error(`the child "${name}" ended with ${code} before it had said what was asked of it`));
  });
  return {
    async hear<Message>() {
      if (heard.length > 0) return heard.shift() as Message;
      waiting = Promise.withResolvers();
      if (child.exitCode !== null) waiting.reject(new Error(`the child "${name}" has ended with ${child.exitCode}`));
      return (await waiting.promise) as Message;
    },
    tell: (message) => void child.send(message),
    async [Symbol.asyncDispose]() {
      process.off('exit', end);
      end();
      await gone;
    },
  };
}

/** Runs one to its end, which is its first message. */
export async function askChild<Answer>(name: string, order: object, nodeOptions?: readonly string[]): Promise<Answer> {
  await using child = startChild(name, order, nodeOptions);
  return await child.hear<Answer>();
}
