/**
 * Which packages a release of OpenStack is, in Debian. A release has one name for the whole lab, as nova has it; the exact
 * versions of all packages are kept with the evidence. What Debian has beside it may be of another release upstream.
 */

export const RELEASES = { old: '2025.1', new: '2026.1' } as const;

/** The one that the image has installed. */
export const OLD_SUITE = 'trixie';

export interface ProjectPackages {
  /** Installed in the image. */
  readonly installed: readonly string[];
  /** The suite that has the new release, and what is to be had from there, so that nothing is missing when it is installed. */
  readonly suite: 'forky' | 'sid';
  readonly renewed: readonly string[];
  /** The major version that each release is. */
  readonly majors: { readonly old: number; readonly new: number };
  /** Tells the project's version. */
  readonly telling: string;
  /** A release that may not follow the old one, for whoever wants to see it refused. No upgrade takes it by itself. */
  readonly tooNew?: { readonly release: string; readonly suite: 'sid'; readonly major: number };
}

const nova = ['nova-api', 'nova-conductor', 'nova-scheduler', 'nova-compute', 'nova-compute-ironic', 'nova-common'];
const neutron = [
  ...['neutron-api', 'neutron-rpc-server', 'neutron-common'],
  ...['neutron-openvswitch-agent', 'neutron-l3-agent', 'neutron-dhcp-agent', 'neutron-metadata-agent'],
];
const cinder = ['cinder-api', 'cinder-scheduler', 'cinder-volume', 'cinder-common'];

export const PACKAGES = {
  keystone: {
    installed: ['keystone', 'python3-pymysql', 'python3-memcache', 'python3-pymemcache'],
    suite: 'forky',
    renewed: ['keystone', 'python3-keystone'],
    majors: { old: 27, new: 30 },
    telling: 'python3-keystone',
  },
  placement: {
    installed: ['placement-api'],
    suite: 'forky',
    renewed: ['placement-api', 'placement-common', 'python3-placement'],
    majors: { old: 13, new: 15 },
    telling: 'python3-placement',
  },
  glance: {
    installed: ['glance-api'],
    suite: 'sid',
    renewed: ['glance-api', 'glance-common', 'python3-glance'],
    majors: { old: 30, new: 33 },
    telling: 'python3-glance',
  },
  neutron: {
    installed: [...neutron, 'openvswitch-switch'],
    suite: 'forky',
    // Its package asks for no version of oslo.service, and does not start with the one of trixie.
    renewed: [...neutron, 'python3-neutron', 'python3-oslo.service'],
    majors: { old: 26, new: 28 },
    telling: 'python3-neutron',
  },
  cinder: {
    installed: cinder,
    suite: 'forky',
    renewed: [...cinder, 'python3-cinder'],
    majors: { old: 26, new: 28 },
    telling: 'python3-cinder',
  },
  // nova-compute-ironic is the smallest package that stands for a hypervisor. The driver is another one.
  nova: {
    installed: nova,
    suite: 'forky',
    renewed: [...nova, 'python3-nova'],
    majors: { old: 31, new: 33 },
    telling: 'python3-nova',
    tooNew: { release: '2026.2', suite: 'sid', major: 34 },
  },
} as const satisfies Record<ProjectName, ProjectPackages>;

export type ProjectName = 'keystone' | 'placement' | 'glance' | 'neutron' | 'cinder' | 'nova';
