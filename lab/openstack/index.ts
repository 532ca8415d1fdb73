export { type OpenstackLabOptions, openstackLabShape, provisionOpenstackLab } from './provision.ts';
