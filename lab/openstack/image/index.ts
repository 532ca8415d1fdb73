export { OPENSTACK_IMAGE } from './kind.ts';
