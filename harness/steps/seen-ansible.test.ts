import { expect, test } from '@playwright/test';
import { seenOf } from './seen-ansible.ts';

const where = { playbook: 'site.yml', play: 'Upgrade web1' };
const task = (name: string, action: string) => ({ ...where, event: 'task' as const, task: name, action });
const titles = (...events: Parameters<typeof seenOf>[0][]) => events.flatMap(seenOf).map(({ title }) => title);

test('plays, and tasks that users could notice, are steps', () => {
  expect(
    titles(
      { ...where, event: 'play' },
      task('Gathering Facts', 'gather_facts'),
      task('Say', 'ansible.builtin.debug'),
      task('Stop it', 'ansible.builtin.systemd'),
      task('Wait', 'ansible.builtin.wait_for'),
      task('Migrate', 'community.mysql.mysql_db'),
    ),
  ).toEqual(['play: Upgrade web1', 'task: Stop it', 'task: Migrate']);
  expect(titles({ playbook: 'site.yml', play: '', event: 'play' })).toEqual(['play: site.yml']);
});
