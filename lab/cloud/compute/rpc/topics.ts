import { z } from 'zod';

/** Interfaces that are the same in both releases. */
export const CONDUCTOR = { topic: 'conductor', version: '1.25' } as const;
export const SCHEDULER = { topic: 'scheduler', version: '4.5' } as const;
export const CONSOLEAUTH = { topic: 'consoleauth', version: '2.3' } as const;

/** What goes to the conductor and the scheduler: an instance, and the request on whose behalf. */
export const Task = z.object({ requestId: z.string(), instanceId: z.string() });
export type Task = z.infer<typeof Task>;
