"""Nova's fake driver, with servers that outlive nova-compute, as those of a hypervisor do.

The fake driver has its servers in memory. Whoever restarts nova-compute has lost them all, and Nova is blamed for it.
Here they are in a file, and pausing and suspending a server is seen in its power state.
"""

import functools
import json
import os

from nova.compute import power_state
from nova.virt import fake

FILE = "/var/lib/nova/servers.json"

CHANGES = (
    "spawn",
    "destroy",
    "reboot",
    "unrescue",
    "power_on",
    "power_off",
    "finish_migration",
    "finish_revert_migration",
    "confirm_migration",
    "attach_interface",
    "detach_interface",
)

POWER = {
    "pause": power_state.PAUSED,
    "unpause": power_state.RUNNING,
    "suspend": power_state.SUSPENDED,
    "resume": power_state.RUNNING,
}


class LastingDriver(fake.FakeDriverWithoutFakeNodes):
    def __init__(self, virtapi, read_only=False):
        super().__init__(virtapi, read_only)
        if not os.path.exists(FILE):
            return
        with open(FILE) as file:
            known = json.load(file)
        self.instances = {uuid: fake.FakeInstance(name, state, uuid) for uuid, name, state in known["servers"]}
        self.resources.claim(*known["used"])
        self._interfaces = dict.fromkeys(known["interfaces"])

    def remember(self):
        used = self.resources
        known = {
            "servers": [[uuid, server.name, server.state] for uuid, server in self.instances.items()],
            "used": [used.vcpus_used, used.memory_mb_used, used.local_gb_used],
            "interfaces": list(self._interfaces),
        }
        # Whole or not at all: nova-compute may be killed meanwhile.
        with open(FILE + ".next", "w") as file:
            json.dump(known, file)
        os.replace(FILE + ".next", FILE)


def remembered(name):
    change = getattr(fake.FakeDriverWithoutFakeNodes, name)

    @functools.wraps(change)
    def method(self, *args, **kwargs):
        try:
            return change(self, *args, **kwargs)
        finally:
            self.remember()

    return method


def powered(name, state):
    change = getattr(fake.FakeDriverWithoutFakeNodes, name)

    # Nova hands the server over as `instance`, at another place for each of these.
    @functools.wraps(change)
    def method(self, *args, **kwargs):
        change(self, *args, **kwargs)
        server = kwargs.get("instance") or next(one for one in args if hasattr(one, "vm_state"))
        if server.uuid in self.instances:
            self.instances[server.uuid].state = state
            self.remember()

    return method


for _name in CHANGES:
    setattr(LastingDriver, _name, remembered(_name))
for _name, _state in POWER.items():
    setattr(LastingDriver, _name, powered(_name, _state))
