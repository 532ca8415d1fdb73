import { MANNERS, type MannerName } from '../engine/testing/index.ts';
import { accountOf, PEERS } from './compare.ts';
import { type Account, unaccounted } from './peer.ts';
import { closedLoop, latencyByArithmetic, openLoop, type Percentiles, RATE, SECONDS, STALL_SECONDS } from './stall.ts';

/** Writes docs/peers.md to the standard output. Takes some minutes. */

const told = (account: Account | undefined) => {
  if (!account) return '**its process ends**';
  const { sent, answered, errors, strangers } = account;
  const [left, wrong] = [unaccounted(account), strangers > 0 ? `, ${strangers} of another` : ''];
  return `${sent} / ${answered}${wrong} / ${errors} / ${left === 0 ? '0' : `**${left}**`}`;
};
const row = (name: string, cells: readonly string[]) => `| ${[name, ...cells].join(' | ')} |`;
const seconds = ({ p99, p999, max }: Percentiles) => [p99, p999, max].map((one) => `${one.toFixed(2)} s`);

const rows: string[] = [];
for (const manner of [...MANNERS, 'twice-late'] satisfies MannerName[]) {
  const accounts: string[] = [];
  for (const peer of PEERS) accounts.push(told(await accountOf(peer, manner)));
  rows.push(row(`\`${manner}\``, accounts));
}
const open = await openLoop();
const closed = await closedLoop();
const arithmetic = {
  p99: latencyByArithmetic(0.99, STALL_SECONDS, open.whole),
  p999: latencyByArithmetic(0.999, STALL_SECONDS, open.whole),
  max: STALL_SECONDS,
};

process.stdout.write(`# What other load generators say of the same server

Made by \`node traffic/peers/document.ts > docs/peers.md\`; the claims in words are held by \`traffic/peers/peers.real.test.ts\`.

## Who accounts for what

A server treats every second request, or about as many, in one manner (\`traffic/engine/testing/zoo.ts\`) and answers the rest as it should. Each cell: requests that
the server received / answers counted / failures counted / the difference. What is not accounted for is in bold: below zero, failures were counted that
no request stands behind. "of another": answers counted as good that belong to another request. Who gives up after a second is told by the server's
count all the same. autocannon leaves up to four requests, one for each connection, on their way when it ends. Some answers end its process with an exception.

${row(
  'manner',
  PEERS.map(({ name }) => name),
)}
${row(
  '---',
  PEERS.map(() => '---'),
)}
${rows.join('\n')}

A connection that is closed cleanly without an answer is what a server does that is stopped while in rotation. autocannon sees no error there and no answer, so the request is in no
figure at all. undici accounts for each, and does not repeat any by itself. Neither looks into the bodies unless it is told to.

## What a stall does to percentiles

A server process is stopped (SIGSTOP) for ${STALL_SECONDS} s in ${SECONDS} s of ${RATE} requests per second. Whoever arrives x seconds before its end waits for x. With arrivals that do not
care how the server fares, a share of (${STALL_SECONDS} − x) / ${SECONDS} of all requests waits for longer than x; so the 99th percentile is ${STALL_SECONDS} − 0.01 × ${SECONDS} s. A closed loop has
as many requests waiting as it has connections, and sends nothing else meanwhile: ten of some thousands have seen the stall, which is less than one in a hundred. It answers another
question: how long those took that it sent.

| | p99 | p99.9 | longest |
| --- | --- | --- | --- |
${row(`arithmetic, over ${open.whole.toFixed(1)} s`, seconds(arithmetic))}
${row('the ledger (open loop)', seconds(open))}
${row('autocannon 9 (closed loop, 10 connections)', seconds(closed))}
`);
