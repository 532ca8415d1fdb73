import { type HostFile, NODE_ROOT, SUPERVISED } from '../../docker/index.ts';
import type { HostSite } from '../project.ts';
import { configuration } from './files.ts';

/** What agents of neutron find on a network node: their configuration, and a switch. */
export function networkNodeFiles({ name, address }: HostSite): HostFile[] {
  const agents = { host: name, interface_driver: 'openvswitch' };
  return [
    configuration('/etc/neutron/plugins/ml2/openvswitch_agent.ini', {
      DEFAULT: { host: name },
      // Kernels have no module of Open vSwitch that a container could count on: its switch forwards by itself.
      ovs: { datapath_type: 'netdev', local_ip: address },
      agent: { tunnel_types: 'vxlan', l2_population: true, ...REPORTS },
      // Nothing but routers and DHCP servers is plugged in here.
      securitygroup: { enable_security_group: false, firewall_driver: 'noop' },
    }),
    configuration('/etc/neutron/l3_agent.ini', { DEFAULT: agents, AGENT: REPORTS }),
    configuration('/etc/neutron/dhcp_agent.ini', {
      DEFAULT: { ...agents, enable_isolated_metadata: true },
      AGENT: REPORTS,
    }),
    configuration('/etc/neutron/metadata_agent.ini', {
      DEFAULT: { host: name, metadata_workers: 1 },
      AGENT: REPORTS,
    }),
    ...Object.entries(SWITCH).map(([daemon, line]) => ({
      target: `${SUPERVISED}/${daemon}/run`,
      content: `#!/bin/sh\nexec >>${NODE_ROOT}/var/log/${daemon}.log 2>&1\n${line}\n`,
      mode: 0o755,
    })),
  ];
}

const REPORTS = { report_interval: 5 };

const DATABASE = '/etc/openvswitch/conf.db';

const SWITCH = {
  'ovsdb-server': `mkdir -p /run/openvswitch /etc/openvswitch
[ -e ${DATABASE} ] || ovsdb-tool create ${DATABASE} /usr/share/openvswitch/vswitch.ovsschema
exec ovsdb-server ${DATABASE} --remote=punix:/run/openvswitch/db.sock --remote=ptcp:6640:127.0.0.1 --remote=db:Open_vSwitch,Open_vSwitch,manager_options --pidfile --unixctl=/run/openvswitch/ovsdb-server.ctl`,
  'ovs-vswitchd': `ovs-vsctl --timeout=30 --no-wait init || exit
exec ovs-vswitchd unix:/run/openvswitch/db.sock --pidfile --unixctl=/run/openvswitch/ovs-vswitchd.ctl`,
};
