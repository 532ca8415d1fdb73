import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * A Grenade of our own writing, in the shape of the real one: what its scripts source, the functions that they call, and a
 * project for keystone of the reference cloud. It needs no DevStack.
 */

const FILES: Readonly<Record<string, string>> = {
  grenaderc: `
STACK_ROOT=\${STACK_ROOT:-/opt/stack}
BASE_RELEASE=\${BASE_RELEASE:-old}
BASE_RELEASE_DIR=$STACK_ROOT/$BASE_RELEASE
TARGET_RELEASE=\${TARGET_RELEASE:-new}
TARGET_RELEASE_DIR=$STACK_ROOT/$TARGET_RELEASE
BASE_DEVSTACK_DIR=\${BASE_DEVSTACK_DIR:-$BASE_RELEASE_DIR/devstack}
TARGET_DEVSTACK_DIR=\${TARGET_DEVSTACK_DIR:-$TARGET_RELEASE_DIR/devstack}
SAVE_DIR=$STACK_ROOT/save
declare -A PLUGIN_DIR
UPGRADE_PROJECTS=""
`,
  'inc/bootstrap': `
function echo_summary {
    echo $@ >&6
    echo "#********************************************"
    echo "# " $@
    echo "#********************************************"
}
`,
  functions: `
source $TARGET_DEVSTACK_DIR/functions
GRENADE_DB=$SAVE_DIR/grenade_db.ini
function register_project_for_upgrade {
    UPGRADE_PROJECTS+=" $1"
    PLUGIN_DIR[$1]=$(dirname "\${BASH_SOURCE[1]}")
}
function load_settings {
    local settings
    for settings in $GRENADE_DIR/projects/*/settings; do source $settings; done
    export UPGRADE_PROJECTS
}
function upgrade_service {
    echo_summary "Upgrading $1..."
    TOP_DIR=$TARGET_DEVSTACK_DIR \${PLUGIN_DIR[$1]}/upgrade.sh || die $LINENO "Failure in \${PLUGIN_DIR[$1]}/upgrade.sh"
}
function init_grenade_db { mkdir -p $SAVE_DIR; : >$GRENADE_DB; }
function resource_save { echo "$1.$2=$3" >>$GRENADE_DB; }
function resource_get { sed -n "s/^$1[.]$2=//p" $GRENADE_DB | tail -n 1; }
trap exit_trap EXIT
function exit_trap {
    local r=$?
    set +o xtrace
    [[ $r -eq 0 ]] || echo "Exit code: $r"
    exit $r
}
`,
  'projects/10_keystone/settings': 'register_project_for_upgrade keystone\n',
  'projects/10_keystone/shutdown.sh': `#!/bin/bash
set -o errexit
source $GRENADE_DIR/grenaderc
source $GRENADE_DIR/functions
source $BASE_DEVSTACK_DIR/functions
set -o xtrace
stop_keystone
`,
  'projects/10_keystone/upgrade.sh': `#!/bin/bash
echo "*********************************************************************"
echo "Begin $0"
echo "*********************************************************************"
source $GRENADE_DIR/grenaderc
source $GRENADE_DIR/functions
set -o errexit
set -o xtrace
install_keystone
keystone-manage db_sync --expand || die $LINENO "DB sync error"
keystone-manage db_sync --migrate || die $LINENO "DB sync error"
start_keystone
set +o xtrace
echo "*********************************************************************"
echo "SUCCESS: End $0"
echo "*********************************************************************"
`,
  'projects/10_keystone/resources.sh': `#!/bin/bash
set -o errexit
source $GRENADE_DIR/grenaderc
source $GRENADE_DIR/functions
set -o xtrace
function early_create { :; }
function create { resource_save keystone user_id 4711; touch $SAVE_DIR/user-4711; }
function verify { echo "password=sesame"; test -e $SAVE_DIR/user-$(resource_get keystone user_id); }
function verify_noapi { :; }
function destroy { rm $SAVE_DIR/user-$(resource_get keystone user_id); }
case $1 in
    early_create|create|verify|verify_noapi|destroy) echo "$1 \${2:-}" >>$SAVE_DIR/phases; $1 \${2:-} ;;
esac
`,
  // As placement: another project stops it, and it has nothing of its own to look after.
  'projects/15_placement/settings': 'register_project_for_upgrade placement\n',
  'projects/15_placement/upgrade.sh': '#!/bin/bash\n',
};

const DEVSTACK = `
function die { local line=$1; shift; echo "[ERROR] $0:$line $*"; exit 1; }
function stop_keystone { service keystone stop; }
function install_keystone { install-release keystone $TARGET_RELEASE; }
function start_keystone { service keystone start; }
`;

export interface GrenadeTree {
  readonly directory: string;
  readonly settings: Readonly<Record<string, string>>;
  /** Which of resources.sh's phases were run. */
  readonly phasesFile: string;
  /** Another script of a project. */
  write(file: string, text: string): void;
}

export function makeGrenade(parent: string, releases: { readonly old: string; readonly new: string }): GrenadeTree {
  const directory = join(parent, 'grenade');
  const stack = join(parent, 'stack');
  const put = (file: string, text: string): void => {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
    chmodSync(file, 0o755);
  };
  for (const [name, text] of Object.entries(FILES)) put(join(directory, name), text);
  for (const release of [releases.old, releases.new]) put(join(stack, release, 'devstack/functions'), DEVSTACK);
  return {
    directory,
    settings: { STACK_ROOT: stack, BASE_RELEASE: releases.old, TARGET_RELEASE: releases.new },
    phasesFile: join(stack, 'save/phases'),
    write: (file, text) => put(join(directory, file), text),
  };
}
