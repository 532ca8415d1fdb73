import { expect, test } from '../../index.ts';

test.describe('a project that lives through the upgrade', () => {
  test('tempest.api.identity.admin.v3.test_projects.ProjectsTestJSON.test_project_create_with_description', async ({
    cloud,
    keepsake,
    when,
  }) => {
    const description = 'lives through an upgrade';
    if (when === 'before') {
      const name = `kept-${crypto.randomUUID()}`;
      const { data } = await cloud.identity.post('/projects', { project: { name, description } });
      keepsake.keep('identity', `/projects/${data.project.id}`);
      keepsake.set('project', { id: data.project.id, name });
    }
    const kept = keepsake.get<{ id: string; name: string }>('project');
    expect(kept, 'the project that was made before the upgrade').toBeDefined();
    const { data } = await cloud.identity.get(`/projects/${kept?.id}`);
    expect(data.project).toMatchObject({ ...kept, description, enabled: true });
  });
});

test('tempest.api.identity.v3.test_tokens.TokensV3Test.test_create_token', async ({ cloud }) => {
  const token = String(cloud.identity.defaults.headers['X-Auth-Token']);
  const { data } = await cloud.identity.get('/auth/tokens', { headers: { 'X-Subject-Token': token } });
  expect(data.token.project.id).toBe(cloud.projectId);
});
