# Tells Unbroken what Ansible does, task by task: one JSON object a line, appended to the file that $UNBROKEN_ANSIBLE_EVENTS
# names. Without that variable it does nothing, so it may stay on a path of callback plugins.
#
# It never makes a play fail: what cannot be told is left out. What a task hides with no_log arrives here hidden already.

import json
import os
import time

from ansible.plugins.callback import CallbackBase

DOCUMENTATION = """
name: unbroken
type: aggregate
short_description: tells Unbroken what each task did
description:
  - Appends an event for each play, each task and each result of a task on a host to the file that
    the environment variable UNBROKEN_ANSIBLE_EVENTS names.
"""

# Of each kind of output the last characters are kept: that is where errors stand.
KEPT = 2000
MOST = 8000


class CallbackModule(CallbackBase):
    CALLBACK_VERSION = 2.0
    CALLBACK_TYPE = "aggregate"
    CALLBACK_NAME = "unbroken"
    # A variable that enables it would replace the list of those that its user has enabled.
    CALLBACK_NEEDS_ENABLED = False

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self._playbook = ""
        self._play = ""
        self._began = {}
        self._file = None
        name = os.environ.get("UNBROKEN_ANSIBLE_EVENTS")
        try:
            if name:
                self._file = os.open(name, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        except OSError as error:
            self._display.warning("unbroken: %s cannot be written: %s" % (name, error))
        self.disabled = self._file is None

    def _tell(self, event, **what):
        line = json.dumps(dict(what, event=event, playbook=self._playbook, play=self._play)) + "\n"
        try:
            # In one piece: other runs of Ansible may append to the same file.
            os.write(self._file, line.encode("utf-8", "replace"))
        except OSError:
            pass

    def v2_playbook_on_start(self, playbook):
        self._playbook = os.path.basename(str(getattr(playbook, "_file_name", "")))

    def v2_playbook_on_play_start(self, play):
        self._play = str(play.get_name()).strip()
        self._tell("play")

    def v2_playbook_on_task_start(self, task, is_conditional):
        self._tell("task", task=nameOf(task), action=str(task.action))

    def v2_playbook_on_handler_task_start(self, task):
        self._tell("task", task=nameOf(task), action=str(task.action))

    def v2_runner_on_start(self, host, task):
        self._began[(host.get_name(), task._uuid)] = time.monotonic()

    def v2_runner_on_ok(self, result):
        self._tellResult(result, "changed" if dataOf(result).get("changed") else "ok")

    def v2_runner_on_failed(self, result, ignore_errors=False):
        self._tellResult(result, "ignored" if ignore_errors else "failed")

    def v2_runner_on_unreachable(self, result):
        self._tellResult(result, "unreachable")

    def v2_runner_on_skipped(self, result):
        self._tellResult(result, "skipped")

    def _tellResult(self, result, outcome):
        host = partOf(result, "host").get_name()
        task = partOf(result, "task")
        began = self._began.pop((host, task._uuid), None)
        self._tell(
            "result",
            task=nameOf(task),
            action=str(task.action),
            host=host,
            outcome=outcome,
            seconds=0 if began is None else round(time.monotonic() - began, 3),
            output=said(dataOf(result))[-MOST:],
        )


def partOf(result, name):
    """Newer versions of Ansible have renamed what callbacks are given."""
    found = getattr(result, name, None)
    return found if found is not None else getattr(result, "_" + name)


def dataOf(result):
    return partOf(result, "result")


def nameOf(task):
    return str(task.get_name()).strip()


def said(data):
    """What a result has for people to read."""
    if "censored" in data:
        return str(data["censored"])
    parts = []
    items = data.get("results")
    if isinstance(items, list):
        parts += [said(item) for item in items if isinstance(item, dict)]
    for key in ("msg", "reason", "module_stdout", "module_stderr", "stdout", "stderr"):
        value = data.get(key)
        if value:
            parts.append((value if isinstance(value, str) else json.dumps(value, default=str)).strip()[-KEPT:])
    return "\n".join(part for part in parts if part)
