import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { LabError } from '../error.ts';
import type { Credentials } from './file.ts';
import type { Surroundings } from './surroundings.ts';

/** Under the names that traffic uses. Numbers are what unquoted ids look like to YAML. */
const Auth = z.object({
  auth: z
    .object({
      username: z.coerce.string(),
      password: z.coerce.string(),
      project_name: z.coerce.string(),
      user_domain_name: z.coerce.string(),
      project_domain_name: z.coerce.string(),
      auth_url: z.string(),
    })
    .partial()
    .default({}),
  region_name: z.coerce.string().optional(),
  cacert: z.string().optional(),
});
type Auth = z.infer<typeof Auth>;

/** What users of the lab's services need to know: from clouds.yaml and secure.yaml, else from `OS_*`, and the file's own. */
export function readCredentials(wanted: Credentials | undefined, around: Surroundings): Record<string, string> {
  if (!wanted) return {};
  const { environment } = around;
  const cloud = wanted.cloud ?? environment.OS_CLOUD;
  const auth = cloud === undefined ? fromEnvironment(environment) : fromClouds(cloud, wanted.cloudsFile, around);
  const named = Object.entries(wanted.variables).map(([name, variable]): [string, string] => {
    const value = environment[variable];
    if (value === undefined)
      throw new LabError('credentials-missing', `The environment has no ${variable}`, {
        fix: `Set it: the lab file takes \${${name}} from there.`,
      });
    return [name, value];
  });
  return { ...namesOf(auth), ...wanted.values, ...Object.fromEntries(named) };
}

/** The cloud that the environment names, and what to log in to it with. */
export interface NamedCloud {
  /** Of clouds.yaml; absent: it is all in the environment. */
  readonly cloud?: string | undefined;
  readonly credentials: Readonly<Record<string, string>>;
  /** PEM file of the authorities to trust instead of the system's. */
  readonly authorities?: string | undefined;
}

export function namedCloud(around: Surroundings): NamedCloud | undefined {
  const { OS_CLOUD: cloud, OS_AUTH_URL, OS_CACERT } = around.environment;
  if (cloud === undefined && OS_AUTH_URL === undefined) return undefined;
  const auth = cloud === undefined ? fromEnvironment(around.environment) : fromClouds(cloud, undefined, around);
  const authorities = auth.cacert ?? OS_CACERT;
  return { cloud, credentials: namesOf(auth), authorities: authorities && around.path(authorities) };
}

function namesOf({ auth, region_name }: Auth): Record<string, string> {
  const all = {
    user: auth.username,
    password: auth.password,
    project: auth.project_name,
    userDomain: auth.user_domain_name,
    projectDomain: auth.project_domain_name,
    authUrl: auth.auth_url,
    region: region_name,
  };
  return Object.fromEntries(Object.entries(all).filter((entry): entry is [string, string] => entry[1] !== undefined));
}

function fromEnvironment(environment: Surroundings['environment']): Auth {
  const value = (name: string) => environment[`OS_${name.toUpperCase()}`];
  const names = ['username', 'password', 'project_name', 'user_domain_name', 'project_domain_name', 'auth_url'];
  const auth = Object.fromEntries(names.flatMap((name) => (value(name) === undefined ? [] : [[name, value(name)]])));
  return Auth.parse({ auth, ...(value('region_name') === undefined ? {} : { region_name: value('region_name') }) });
}

function fromClouds(cloud: string, file: string | undefined, around: Surroundings): Auth {
  const { home, environment } = around;
  const candidates = [
    ...(file === undefined ? [] : [around.path(file)]),
    ...(environment.OS_CLIENT_CONFIG_FILE === undefined ? [] : [environment.OS_CLIENT_CONFIG_FILE]),
    around.path('clouds.yaml'),
    join(home, '.config/openstack/clouds.yaml'),
    '/etc/openstack/clouds.yaml',
  ];
  const clouds = candidates.find((one) => existsSync(one));
  if (clouds === undefined)
    throw new LabError('credentials-missing', `There is no clouds.yaml; looked for ${candidates.join(', ')}`);
  const plain = read(clouds)[cloud];
  if (plain === undefined)
    throw new LabError('credentials-missing', `${clouds} has no cloud "${cloud}"`, {
      fix: `It has: ${Object.keys(read(clouds)).join(', ')}.`,
    });
  const secure = join(dirname(clouds), 'secure.yaml');
  const secret = existsSync(secure) ? read(secure)[cloud] : undefined;
  return { ...plain, ...secret, auth: { ...plain.auth, ...secret?.auth } };
}

const Clouds = z.object({ clouds: z.record(z.string(), Auth) });

/** What is wrong is told without what stands there: it may be a password. */
function read(file: string): Record<string, Auth> {
  let content: unknown;
  try {
    content = parse(readFileSync(file, 'utf8'));
  } catch {
    throw new LabError('credentials-missing', `${file} can't be read as YAML`);
  }
  const result = Clouds.safeParse(content);
  if (result.success) return result.data.clouds;
  const [issue] = result.error.issues;
  throw new LabError('credentials-missing', `${file}: ${issue?.path.join('.')}: ${issue?.message}`);
}
