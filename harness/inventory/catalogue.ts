import type { CatalogueEntry, NamedCloud } from '../../lab/index.ts';
import { makeCloud } from './cloud.ts';
import { InventoryError } from './error.ts';

/** Where the services of a cloud are, as its identity service tells whoever logs in. */
export async function readCatalogue({ credentials, authorities }: NamedCloud): Promise<CatalogueEntry[]> {
  const { authUrl, user, password, project, userDomain, projectDomain, region } = credentials;
  if (authUrl === undefined || user === undefined || password === undefined || project === undefined)
    throw new InventoryError(
      'refused',
      'Expected an auth URL, a user name, a password and a project name to log in with',
    );
  const identityUrl = authUrl.replace(/\/+(?:v3\/*)?$/, '');
  const login = { user, password, project, userDomain, projectDomain };
  return makeCloud({ identityUrl, ...login, authorities }).catalogue(region);
}
