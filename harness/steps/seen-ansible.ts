import type { AnsibleEvent } from '../strategy/index.ts';
import { marked, type Seen } from '../watch/index.ts';

/** Tasks of these kinds only look, or arrange what comes: no user can notice them. */
const QUIET =
  /^(?:ansible\.(?:builtin|legacy)\.)?(?:gather_facts|setup|debug|assert|fail|set_fact|set_stats|add_host|group_by|meta|include\w*|import_\w+|validate_argument_spec|stat|wait_for\w*|pause|ping)$/;

/** What a run of Ansible is at, as a step of what somebody else does. */
export function seenOf(event: AnsibleEvent): Seen[] {
  if (event.event === 'play') return [marked(`play: ${event.play || event.playbook}`)];
  return event.event === 'task' && !QUIET.test(event.action) ? [marked(`task: ${event.task}`)] : [];
}
