import { type Job, JobList } from './job.ts';

/** The suite comes first: without its stamp nothing after it is certified. */
export const JOBS: readonly Job[] = JobList.parse({
  jobs: [
    {
      name: 'selftest',
      says: 'Every planted fault is found, each in a lab of processes',
      command: ['selftest'],
      needs: { haproxy: true, memoryMiB: 1000 },
      minutes: 45,
    },
    {
      name: 'docker-keystone',
      says: 'Keystone in containers, behind two load balancers that share an address',
      command: ['certify', 'keystone', '--lab', 'docker', '--require-selftest', '--yes'],
      needs: { lab: 'docker', engine: true, memoryMiB: 1500 },
      minutes: 20,
    },
    {
      name: 'docker-nova',
      says: 'Nova without downtime in containers',
      command: ['certify', 'nova-zero-downtime', '--lab', 'docker', '--require-selftest', '--yes'],
      needs: { lab: 'docker', engine: true, memoryMiB: 3000 },
      minutes: 30,
    },
    {
      name: 'openstack-keystone',
      says: 'The real Keystone, from one release of OpenStack to the next',
      command: ['certify', 'keystone', '--lab', 'openstack', '--require-selftest', '--yes'],
      needs: { lab: 'openstack', engine: true, memoryMiB: 3000 },
      minutes: 40,
    },
    {
      name: 'openstack-nova',
      says: 'The real Nova, controllers and compute nodes that nobody works on as they stop',
      command: ['certify', 'nova-idle-computes', '--lab', 'openstack', '--require-selftest', '--yes'],
      needs: { lab: 'openstack', engine: true, memoryMiB: 6500 },
      minutes: 60,
    },
  ],
}).jobs;
