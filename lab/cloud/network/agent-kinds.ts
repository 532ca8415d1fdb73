/** The agents, and how the server reaches each: `<topic>.<host>`. */
export const AGENTS = {
  l2: {
    binary: 'neutron-openvswitch-agent',
    type: 'Open vSwitch agent',
    topic: 'q-agent-notifier',
  },
  l3: { binary: 'neutron-l3-agent', type: 'L3 agent', topic: 'l3_agent' },
  dhcp: { binary: 'neutron-dhcp-agent', type: 'DHCP agent', topic: 'dhcp_agent' },
  metadata: { binary: 'neutron-metadata-agent', type: 'Metadata agent', topic: 'metadata_agent' },
} as const;
export type AgentKind = keyof typeof AGENTS;

/** Agents that bring something about on their node: ports, routers, DHCP for networks. */
export type WiringKind = Exclude<AgentKind, 'metadata'>;
