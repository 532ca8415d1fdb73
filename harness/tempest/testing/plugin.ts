import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** A workspace of the real Tempest, and a plugin for it that needs no cloud: what its tests do stands in files. */
export interface Workspace {
  readonly folder: string;
  /** `tempest`, such that it finds the plugin. */
  readonly command: string;
  /** Python that a test of this name runs from now on. */
  write(test: string, body: string): void;
}

const PACKAGE = 'unbroken_probe';
const CLASS = `${PACKAGE}.tests.test_probe.ProbeTest`;

export const nameOf = (test: string): string => `${CLASS}.test_${test}`;

const files = (tests: readonly string[]): Record<string, string> => ({
  [`${PACKAGE}-1.dist-info/METADATA`]: 'Metadata-Version: 2.1\nName: unbroken-probe\nVersion: 1\n',
  [`${PACKAGE}-1.dist-info/entry_points.txt`]: `[tempest.test_plugins]\nprobe = ${PACKAGE}.plugin:Probe\n`,
  [`${PACKAGE}/__init__.py`]: '',
  [`${PACKAGE}/tests/__init__.py`]: '',
  [`${PACKAGE}/plugin.py`]: `
import os
from tempest.test_discover import plugins

class Probe(plugins.TempestPlugin):
    def load_tests(self):
        base = os.path.dirname(os.path.dirname(__file__))
        return os.path.join(base, '${PACKAGE}/tests'), base
    def register_opts(self, conf):
        pass
    def get_opt_lists(self):
        return []
`,
  [`${PACKAGE}/tests/test_probe.py`]: `
import os
from tempest import test
from tempest.lib import decorators

class ProbeTest(test.BaseTestCase):
    credentials = []

    def carry_out(self, name):
        with open(os.path.join(os.path.dirname(__file__), name)) as body:
            exec(body.read(), {'self': self})
${tests
  .map(
    (name, index) => `
    @decorators.idempotent_id('00000000-0000-4000-8000-0000000000${10 + index}')
    def test_${name}(self):
        self.carry_out('${name}')
`,
  )
  .join('')}
class BrokenTest(test.BaseTestCase):
    credentials = []

    @classmethod
    def resource_setup(cls):
        super().resource_setup()
        raise Exception('no such flavor')

    @decorators.idempotent_id('00000000-0000-4000-8000-000000000001')
    def test_never(self):
        pass
`,
});

/** Whoever runs it may write into the workspace. */
export function makeWorkspace(parent: string, tests: Readonly<Record<string, string>>): Workspace {
  const plugin = join(parent, 'plugin');
  for (const [name, text] of Object.entries(files(Object.keys(tests)))) {
    mkdirSync(dirname(join(plugin, name)), { recursive: true });
    writeFileSync(join(plugin, name), text);
  }
  const write = (test: string, body: string): void => writeFileSync(join(plugin, PACKAGE, 'tests', test), body);
  for (const [test, body] of Object.entries(tests)) write(test, body);
  const folder = join(parent, 'workspace');
  // Its own account of workspaces goes into a home folder.
  execFileSync('tempest', ['init', folder], { env: { ...process.env, HOME: parent }, stdio: 'ignore' });
  chmodSync(parent, 0o755);
  return { folder, command: `env PYTHONPATH=${plugin} PYTHONDONTWRITEBYTECODE=1 HOME=${parent} tempest`, write };
}
