import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { parse } from 'yaml';
import { namedCloud, readCredentials } from './credentials.ts';
import { LabFile } from './file.ts';

let folder = '';
test.beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'unbroken-clouds-'));
});
test.afterEach(() => rmSync(folder, { recursive: true }));

const around = (environment: Record<string, string> = {}) => {
  return { home: folder, user: 'me', environment, path: (file: string) => join(folder, file) };
};
const write = (name: string, text: string) => writeFileSync(join(folder, name), text);
const NONE = { variables: {}, values: {} };

/** As docs/labs.md shows it. */
const [, shown = ''] = /^```yaml credentials\n(.*?)^```$/ms.exec(
  readFileSync(new URL('../../docs/labs.md', import.meta.url), 'utf8'),
)!;

test('a cloud of clouds.yaml, its secrets beside it, a variable and a value', () => {
  write('clouds.yaml', 'clouds: { staging: { auth: { username: me, project_name: 42 }, region_name: here } }');
  write('secure.yaml', 'clouds: { staging: { auth: { password: hush } } }');
  const wanted = LabFile.shape.credentials.parse(parse(shown).credentials);
  expect(readCredentials(wanted, around({ MY_TOKEN: 'abc' }))).toEqual({
    ...{ user: 'me', password: 'hush', project: '42', region: 'here' },
    ...{ token: 'abc', flavor: '42' },
  });
});

test('without a cloud, OS_ variables; without credentials, nothing', () => {
  const environment = { OS_USERNAME: 'me', OS_PASSWORD: 'hush', OS_PROJECT_NAME: 'p', OS_USER_DOMAIN_NAME: 'd' };
  expect(readCredentials(NONE, around(environment))).toEqual({
    ...{ user: 'me', password: 'hush', project: 'p', userDomain: 'd' },
  });
  expect(readCredentials(undefined, around(environment))).toEqual({});
});

test('what is missing is named, and nothing that a file holds is shown', () => {
  const code = 'credentials-missing';
  write('clouds.yaml', 'clouds: { staging: { auth: { password: hush } } }');
  const fail = (wanted: Parameters<typeof readCredentials>[0]) => () => readCredentials(wanted, around());
  expect(fail({ ...NONE, cloud: 'other' })).toThrow(expect.objectContaining({ code, fix: 'It has: staging.' }));
  expect(fail({ ...NONE, variables: { token: 'MY_TOKEN' } })).toThrow(
    expect.objectContaining({ code, message: expect.stringContaining('MY_TOKEN') }),
  );
  write('clouds.yaml', 'clouds: { staging: [hush');
  expect(fail({ ...NONE, cloud: 'staging' })).toThrow(
    expect.objectContaining({ code, message: `${join(folder, 'clouds.yaml')} can't be read as YAML` }),
  );
});

test('the cloud that the environment names is one of clouds.yaml, or all in variables', () => {
  write('clouds.yaml', 'clouds: { staging: { cacert: ca.pem, auth: { auth_url: "https://c:5000", username: me } } }');
  expect(namedCloud(around({ OS_CLOUD: 'staging' }))).toEqual({
    ...{
      cloud: 'staging',
      credentials: { authUrl: 'https://c:5000', user: 'me' },
      authorities: join(folder, 'ca.pem'),
    },
  });
  expect(namedCloud(around({ OS_AUTH_URL: 'http://c', OS_USERNAME: 'me' }))).toMatchObject({
    credentials: { authUrl: 'http://c', user: 'me' },
  });
  expect(namedCloud(around())).toBeUndefined();
});
