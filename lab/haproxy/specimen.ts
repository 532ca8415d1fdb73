import { configHash, renderConfig } from './config.ts';

/** Names the way in which configurations are rendered here, whatever the addresses of a lab are. */
export function localConfigurationHash(): string {
  const server = { name: 'server', address: '127.0.0.1', port: 2 };
  const frontend = { name: 'front', bind: { address: '127.0.0.1', port: 1 }, backend: 'backend', check: 'GET /' };
  return configHash(
    renderConfig({
      adminSocket: '/admin.sock',
      log: { address: '127.0.0.1', port: 3 },
      frontends: [{ ...frontend, servers: [server] }],
    }),
  );
}
