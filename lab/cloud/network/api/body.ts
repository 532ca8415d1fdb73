import { z } from 'zod';

/** What most things have in common. An attribute that is not known is refused, as the real service does. */
export const Name = z.string().max(255);
export const Owner = { tenant_id: z.string().optional(), project_id: z.string().optional() };
export const Described = { name: Name.default(''), description: Name.default('') };
export const Renamed = { name: Name.optional(), description: Name.optional() };
