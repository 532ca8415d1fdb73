import type { HostFile } from '../docker/index.ts';
import type { TempestDescription } from '../tempest.ts';
import { render } from './configuration.ts';
import type { Site } from './project.ts';

/** Tempest, on the host that all services share: tests of OpenStack's own, run as any user would. */

const WORKSPACE = '/srv/tempest';

const CONFIGURATION = '/etc/tempest/lab.conf';

/** What it cannot find here, whatever release runs. */
const EXCLUDED = [
  {
    test: 'test_rescued_vm_add_remove_security_group',
    why: 'servers of this lab have no ports, and it is ports that have groups',
  },
  { test: 'test_server_basic_ops', why: 'it enters the server, and the fake driver starts none' },
];

export const TEMPEST: Omit<TempestDescription, 'node'> = {
  command: 'tempest',
  workspace: WORKSPACE,
  config: CONFIGURATION,
  concurrency: 1,
  exclude: EXCLUDED,
};

/** A workspace, and its configuration with what only this lab knows. */
export const MAKE_WORKSPACE = `[ -d ${WORKSPACE} ] || tempest init ${WORKSPACE} >/dev/null 2>&1`;

export const tempestFile = (site: Site): HostFile => ({
  target: CONFIGURATION,
  // It has the operator's password.
  mode: 0o600,
  content: render({
    DEFAULT: { log_file: 'tempest.log' },
    auth: {
      use_dynamic_credentials: true,
      create_isolated_networks: false,
      admin_username: 'admin',
      admin_password: site.secrets.operator,
      admin_project_name: 'admin',
      admin_domain_name: 'Default',
    },
    identity: { uri_v3: `${site.url('keystone')}/v3`, auth_version: 'v3', region: 'RegionOne' },
    compute: {
      image_ref: site.image,
      image_ref_alt: site.image,
      flavor_ref: '1',
      flavor_ref_alt: '2',
      min_compute_nodes: 2,
      build_interval: 2,
      build_timeout: 240,
    },
    'compute-feature-enabled': {
      ...{ snapshot: false, vnc_console: false, console_output: false, metadata_service: false },
      ...{ live_migration: false, interface_attach: false, volume_multiattach: false },
    },
    validation: { run_validation: false },
    service_available: {
      ...{ nova: site.projects.includes('nova'), glance: site.projects.includes('glance') },
      ...{ neutron: site.projects.includes('neutron'), cinder: site.projects.includes('cinder') },
      ...{ swift: false, horizon: false },
    },
  }),
});
