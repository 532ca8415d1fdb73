// Makes a bare clone ready: packages from the lockfile, Node 24, and the programs that the job needs.
// Runs on any Node from 18 on, before anything is installed, so it uses nothing but Node itself.
// What is there is left alone; a second run only looks.
import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { accessSync, constants, existsSync, lstatSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const PROGRAMS = {
  haproxy: { anyOf: ['haproxy'], also: ['/usr/sbin', '/usr/local/sbin'], package: 'haproxy' },
  chromium: { anyOf: ['chromium', 'chromium-browser', 'google-chrome'], also: [], package: 'chromium' },
  xmllint: { anyOf: ['xmllint'], also: [], package: 'libxml2-utils' },
  engine: { anyOf: ['dockerd'], also: ['/usr/local/sbin', '/usr/sbin'], package: 'docker.io' },
  mmdebstrap: { anyOf: ['mmdebstrap'], also: [], package: 'mmdebstrap' },
  ssh: { anyOf: ['ssh'], also: [], package: 'openssh-client' },
  sshd: { anyOf: ['sshd'], also: ['/usr/sbin'], package: 'openssh-server' },
  sudo: { anyOf: ['sudo'], also: [], package: 'sudo' },
  openssl: { anyOf: ['openssl'], also: [], package: 'openssl' },
  tempest: { anyOf: ['tempest'], also: [], package: 'tempest' },
  ps: { anyOf: ['ps'], also: [], package: 'procps' },
  ansible: { anyOf: ['ansible-playbook'], also: [], package: 'ansible-core' },
};
const NEEDS = {
  certify: ['haproxy'],
  nightly: ['haproxy'],
  bench: ['haproxy', 'chromium'],
  test: ['haproxy', 'chromium', 'xmllint', 'ssh', 'sshd', 'sudo', 'openssl', 'ps', 'ansible', 'tempest'],
  check: [],
};
// Without these a job does less, and says so.
const LIKES = { test: ['engine', 'mmdebstrap'], nightly: ['engine', 'mmdebstrap'] };

const job = process.argv[2] ?? 'certify';
if (!(job in NEEDS)) fail(`expected one of ${Object.keys(NEEDS).join(', ')}, got "${job}"`);
installPackages();
requireNode24();
installPrograms(missing(NEEDS[job]), fail);
// An engine that is named is somebody's own affair.
if (process.getuid?.() === 0 && find('apt-get') && !process.env.DOCKER_HOST)
  installPrograms(missing(LIKES[job] ?? []), say);

function missing(names) {
  return names.filter((name) => !isThere(PROGRAMS[name])).map((name) => PROGRAMS[name].package);
}

function installPackages() {
  const folder = join(root, 'node_modules');
  const stamp = join(folder, '.installed-from');
  const wanted = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  // "npm ci" would empty the folder that it leads to, which is somebody else's.
  if (lstatSync(folder, { throwIfNoEntry: false })?.isSymbolicLink())
    fail(`setup: ${folder} is a link to packages of another lockfile; remove the link, then run this again`);
  say('installing packages from the lockfile');
  const result = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: root,
    stdio: ['ignore', 2, 2],
  });
  if (result.status !== 0) fail('"npm ci" failed; what it said stands above');
  writeFileSync(stamp, wanted);
}

function requireNode24() {
  const own = join(root, 'node_modules', '.bin', 'node');
  const node = existsSync(own) ? own : process.execPath;
  const version = execFileSync(node, ['--version'], { encoding: 'utf8' }).trim();
  if (Number.parseInt(version.slice(1), 10) < 24)
    fail(`expected Node 24 or newer, found ${version}; run "npm rebuild node", or install Node 24 yourself`);
}

function installPrograms(packages, giveUp) {
  if (packages.length === 0) return;
  const apt = ['apt-get', 'install', '-y', '--no-install-recommends', ...packages];
  const become = process.getuid?.() === 0 ? [] : canSudo() ? ['sudo', '-n'] : undefined;
  if (!become || !find('apt-get')) {
    giveUp(`missing programs; install them with: sudo ${apt.join(' ')}`);
    return;
  }
  say(`installing ${packages.join(', ')}`);
  const run = (...command) =>
    spawnSync(command[0], command.slice(1), {
      encoding: 'utf8',
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    });
  let result = run(...become, ...apt);
  // A machine that has never looked has no package lists, or old ones that name files which are gone.
  if (result.status !== 0) {
    run(...become, 'apt-get', 'update');
    result = run(...become, ...apt);
  }
  if (result.status !== 0) giveUp(`"${[...become, ...apt].join(' ')}" failed:\n${result.stderr}`);
}

function canSudo() {
  return spawnSync('sudo', ['-n', 'true'], { stdio: 'ignore' }).status === 0;
}

function isThere({ anyOf, also }) {
  return anyOf.some((name) => find(name, also));
}

function find(name, also = []) {
  return [...(process.env.PATH ?? '').split(delimiter), ...also].some((folder) => {
    try {
      accessSync(join(folder, name), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

function say(text) {
  process.stderr.write(`setup: ${text}\n`);
}

function fail(text) {
  say(text);
  process.exit(64);
}
