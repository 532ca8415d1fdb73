import { z } from 'zod';
import type { Database } from '../../database/index.ts';
import type { Release } from '../release.ts';

const Flavor = z.object({
  id: z.string(),
  name: z.string(),
  vcpus: z.number(),
  ram: z.number(),
  disk: z.number(),
  description: z.string().nullable(),
});
export type Flavor = z.infer<typeof Flavor>;

export type Flavors = ReturnType<typeof makeFlavors>;

export function makeFlavors(database: Database, { sql }: Release) {
  const SELECT = `SELECT id, name, vcpus, ram, disk, ${sql.flavorDescription} AS description FROM flavor`;
  return {
    list: () => database.all(`${SELECT} ORDER BY id`).map((row) => Flavor.parse(row)),
    find(id: string): Flavor | undefined {
      const row = database.first(`${SELECT} WHERE id = :id`, { id });
      return row && Flavor.parse(row);
    },
  };
}
