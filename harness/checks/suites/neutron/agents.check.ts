import { describedLab, expect, test } from '../../index.ts';

/** Our name of an agent → that under which neutron lists it. */
const BINARIES: Readonly<Record<string, string>> = { 'neutron-l2-agent': 'neutron-openvswitch-agent' };

const agents = Object.entries(describedLab().services).filter(
  ([, { project, frontend }]) => project === 'neutron' && !frontend,
);

test.describe('tempest.api.network.admin.test_agent_management.AgentManagementTestJSON.test_list_agent', () => {
  for (const [service, { members }] of agents)
    test(`${service} is alive on every node`, async ({ cloud }) => {
      const states = async () => {
        const { data } = await cloud.network.get('/v2.0/agents', { params: { binary: BINARIES[service] ?? service } });
        return Object.fromEntries(data.agents.map((one: Agent) => [one.host, one.alive && one.admin_state_up]));
      };
      const wanted = Object.fromEntries(Object.keys(members).map((node) => [node, true]));
      await expect.poll(states).toEqual(wanted);
    });
});

interface Agent {
  readonly host: string;
  readonly alive: boolean;
  readonly admin_state_up: boolean;
}
