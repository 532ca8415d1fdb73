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
      ovs: { datapath_type: 'netdev', local_ip: tunnelEnd(address) },
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
    ...Object.entries(switchOn(address)).map(([daemon, line]) => ({
      target: `${SUPERVISED}/${daemon}/run`,
      content: `#!/bin/sh\nexec >>${NODE_ROOT}/var/log/${daemon}.log 2>&1\n${line}\n`,
      mode: 0o755,
    })),
  ];
}

const REPORTS = { report_interval: 5 };

const DATABASE = '/etc/openvswitch/conf.db';

/** Of a network that only the tunnels use. Each lab has it to itself. */
const tunnelEnd = (address: string): string => `198.18.0.${address.split('.').at(-1)}`;

/**
 * A switch that forwards by itself sends what it tunnels through one of its own bridges, and drops it in silence where the
 * address of the tunnel's end is on none: hence br-data, plugged into the host's only wire under another MAC address.
 */
const switchOn = (address: string) => ({
  'ovsdb-server': `mkdir -p /run/openvswitch /etc/openvswitch
[ -e ${DATABASE} ] || ovsdb-tool create ${DATABASE} /usr/share/openvswitch/vswitch.ovsschema
exec ovsdb-server ${DATABASE} --remote=punix:/run/openvswitch/db.sock --remote=ptcp:6640:127.0.0.1 --remote=db:Open_vSwitch,Open_vSwitch,manager_options --pidfile --unixctl=/run/openvswitch/ovsdb-server.ctl`,
  'ovs-vswitchd': `[ -e /sys/class/net/data0 ] || ip link add link eth0 name data0 type macvlan mode bridge || exit
ip link set data0 up
ovs-vsctl --timeout=30 --no-wait init || exit
ovs-vsctl --timeout=30 --no-wait --may-exist add-br br-data -- --may-exist add-port br-data data0 \\
  -- set bridge br-data datapath_type=netdev "other-config:hwaddr=\\"$(cat /sys/class/net/data0/address)\\"" || exit
(
  until ip address replace ${tunnelEnd(address)}/24 dev br-data 2>/dev/null; do sleep 0.05; done
  ip link set br-data up
) &
exec ovs-vswitchd unix:/run/openvswitch/db.sock --pidfile --unixctl=/run/openvswitch/ovs-vswitchd.ctl`,
});
