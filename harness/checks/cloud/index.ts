export { publicUrl, SERVICES, type ServiceName } from './catalogue.ts';
export { ServiceError } from './client.ts';
export { type Cloud, openCloud } from './cloud.ts';
