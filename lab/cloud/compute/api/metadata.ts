import { z } from 'zod';
import type { Site } from '../site.ts';
import type { AskedRoutes } from './asked.ts';
import { NewMetadata } from './new-server.ts';
import { ownedServer } from './owned.ts';
import { expectBody } from './respond.ts';

const More = z.object({ metadata: NewMetadata });

export function metadataRoutes({ instances }: Site): AskedRoutes {
  return {
    'GET /v2.1/servers/{server}/metadata': (asked) => ({
      status: 200,
      body: { metadata: ownedServer(instances, asked).metadata },
    }),
    'POST /v2.1/servers/{server}/metadata': (asked) => {
      const { id } = ownedServer(instances, asked);
      instances.addMetadata(id, expectBody(More, asked.body).metadata);
      return { status: 200, body: { metadata: ownedServer(instances, asked).metadata } };
    },
  };
}
