import type { AxiosInstance } from 'axios';
import type { LabDescription } from '../../../lab/index.ts';
import { credentialsOf } from '../../calls/index.ts';
import { type Catalogue, publicUrl, SERVICES, type ServiceName, Token } from './catalogue.ts';
import { makeClient } from './client.ts';

/** A cloud as a user reaches it: through the catalogue, and so through the load balancers. */
export interface Cloud extends Readonly<Record<ServiceName, AxiosInstance>> {
  readonly projectId: string;
  readonly catalogue: Catalogue;
  has(service: ServiceName): boolean;
  /** The same client of the same user, at another address: straight to a node. */
  at(url: string): AxiosInstance;
}

export async function openCloud(lab: LabDescription): Promise<Cloud> {
  const identity = lab.services.keystone?.frontend?.url;
  if (identity === undefined) throw new Error('The lab has no keystone behind a load balancer: nobody can log in');
  const { user, password, project } = credentialsOf(lab);
  const domain = { id: 'default' };
  const response = await makeClient(identity, {}).post('/v3/auth/tokens', {
    auth: {
      identity: { methods: ['password'], password: { user: { name: user, domain, password } } },
      scope: { project: { name: project, domain } },
    },
  });
  const { token } = Token.parse(response.data);
  const headers = { 'X-Auth-Token': String(response.headers['x-subject-token']) };
  const clientOf = (service: ServiceName): AxiosInstance => {
    const url = publicUrl(token.catalog, service);
    if (url === undefined) throw new Error(`The catalogue has no public endpoint of ${service}`);
    const { version } = SERVICES[service];
    return makeClient(url, { ...headers, ...(version && { 'OpenStack-API-Version': version }) });
  };
  return {
    projectId: token.project.id,
    catalogue: token.catalog,
    has: (service) => publicUrl(token.catalog, service) !== undefined,
    at: (url) => makeClient(url, headers),
    get identity() {
      return clientOf('identity');
    },
    get image() {
      return clientOf('image');
    },
    get compute() {
      return clientOf('compute');
    },
    get network() {
      return clientOf('network');
    },
    get volume() {
      return clientOf('volume');
    },
  };
}
