import { openBus } from './index.ts';

/** A reader in a process of its own: `node reader-for-test.ts FILE NAME`. Never ends what is called `hang`. */
const [file = '', name = ''] = process.argv.slice(2);
openBus(file, name).serve('work', async ({ method, payload }) => {
  console.log(`${method} ${payload}`);
  if (method === 'hang') await new Promise(() => undefined);
  return `${name} did ${payload}`;
});
console.log('ready');
