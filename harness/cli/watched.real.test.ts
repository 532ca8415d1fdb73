import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import { expect as impatient, test } from '@playwright/test';
import { freePort } from '../../lab/testing/index.ts';
import { launch } from '../../reports/testing/index.ts';
import { Workplace } from './testing/index.ts';

// Other runs may have the machine; what is waited for comes all the same.
const expect = impatient.configure({ timeout: 60_000 });
const SHORT = ['--baseline', '2', '--mixed', '1', '--settle', '2'];

async function somePort(): Promise<{ port: number } & AsyncDisposable> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    async [Symbol.asyncDispose]() {
      server.close();
      await once(server, 'close');
    },
  };
}

test('a run on a terminal is watched in a browser to its end, through a reload, and then there is the report', async () => {
  using place = new Workplace();
  const port = await freePort();
  const screen = { columns: 90, rows: 30 };
  const running = place.startOnTerminal(screen, 'certify', 'keystone', ...SHORT, '--metrics', `${port}`);
  const [, address = ''] = await running.says(/^live +(http:\/\/127\.0\.0\.1:\d+\/(\S+)\/)/m);

  await using browser = await launch();
  const page = await browser.newPage();
  const complaints: string[] = [];
  page.on('console', (message) => complaints.push(`console: ${message.text()}`));
  page.on('pageerror', (error) => complaints.push(`error: ${error.message}`));
  await page.goto(address);
  await expect(page.locator('[aria-current="step"]')).toHaveCount(1);
  await expect(page.locator('[id="step-2.1"]')).toContainText('done');
  await page.reload();
  for (const step of ['1.1', '1.2', '2.1']) await expect(page.locator(`[id="step-${step}"]`)).toContainText('done');
  const requests = async (): Promise<number> =>
    Number((await page.locator('#intended').textContent())!.replaceAll(',', ''));
  const before = await requests();
  await expect.poll(requests).toBeGreaterThan(before);
  await expect(page.locator('#word')).toHaveText(/Running|Harm seen/);

  const scraped = await fetch(`http://127.0.0.1:${port}/metrics`);
  expect(scraped.headers.get('content-type')).toBe('application/openmetrics-text; version=1.0.0; charset=utf-8');
  const metrics = await scraped.text();
  expect(metrics).toMatch(/# EOF\n$/);
  expect(Number(/^unbroken_requests\{.*outcome="ok"\} (\d+)$/m.exec(metrics)?.[1])).toBeGreaterThanOrEqual(
    before * 0.9,
  );
  expect(metrics).toMatch(/^unbroken_step_duration_seconds\{.*step="2\.1".*\} [\d.]+$/m);

  await expect(page.locator('#meaning')).toBeAttached();
  const { stderr: shown } = await running.outcome;
  const { verdict } = place.verdict;
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(new RegExp(verdict, 'i'));
  expect(complaints).toEqual([]);

  expect(shown).toMatch(/▸ 2\.1 .* s/);
  expect(shown).toMatch(/step \d+ of \d+ · \d:\d\d since the start/);
  // What is never hidden, or set, needs not be restored.
  expect(shown).not.toContain('\u001b[?');
  expect(shown).toContain(verdict.toUpperCase());
  const token = new URL(address).pathname.split('/')[1]!;
  const kept = readdirSync(place.runFolder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  for (const { parentPath, name } of kept)
    expect(readFileSync(join(parentPath, name)).includes(token), name).toBe(false);
});

test('a port for metrics that somebody else has is told before anything is touched', async () => {
  using place = new Workplace();
  await using taken = await somePort();
  const { code, stderr } = await place.run('certify', 'keystone', '--metrics', `127.0.0.1:${taken.port}`);
  expect(stderr).toContain(`listen at 127.0.0.1 port ${taken.port}: somebody else listens there`);
  expect(stderr).not.toContain('lab ');
  expect(code).toBe(64);
  expect(existsSync(join(place.folder, 'runs'))).toBe(false);
});
