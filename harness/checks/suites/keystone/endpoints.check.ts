import { describedLab, expect, publicUrl, SERVICES, type ServiceName, test } from '../../index.ts';

/** What an API is asked to show that it serves, and not only listens. */
const READS: Record<ServiceName, (projectId: string) => string> = {
  identity: () => '/v3/users?limit=1',
  image: () => '/v2/images?limit=1',
  compute: () => '/v2.1/servers?limit=1',
  network: () => '/v2.0/networks?limit=1',
  volume: (projectId) => `/v3/${projectId}/volumes?limit=1`,
};

const apis = Object.entries(describedLab().services).flatMap(([service, { project, frontend, members }]) => {
  const name = (Object.keys(SERVICES) as ServiceName[]).find((one) => SERVICES[one].project === project);
  return name && frontend ? [{ service, name, frontend, members }] : [];
});

for (const { service, name, frontend, members } of apis) {
  test(`the endpoint of ${name} points to the load balancer`, ({ cloud }) => {
    expect(new URL(publicUrl(cloud.catalogue, name) ?? 'missing:').host).toBe(new URL(frontend.url).host);
  });

  test(`every backend of ${service} serves, called directly`, async ({ cloud }) => {
    for (const [node, { url }] of Object.entries(members)) {
      if (url === undefined) continue;
      const { status } = await cloud.at(url).get(READS[name](cloud.projectId));
      expect(status, node).toBe(200);
    }
  });

  test(`every backend of ${service} tells the same versions`, async ({ cloud }) => {
    const told = new Map<string, unknown>();
    for (const [node, { url }] of Object.entries(members)) {
      if (url === undefined) continue;
      const { data } = await cloud.at(url).get('/', { validateStatus: (status) => status === 200 || status === 300 });
      // Links name the address that was asked.
      told.set(node, JSON.parse(JSON.stringify(data).replaceAll(new URL(url).host, 'here')));
    }
    const [first] = told.values();
    for (const [node, document] of told) expect(document, node).toEqual(first);
  });
}
