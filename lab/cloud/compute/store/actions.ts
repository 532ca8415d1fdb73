import { z } from 'zod';
import type { Database } from '../../database/index.ts';

const Action = z.object({
  requestId: z.string(),
  instanceId: z.string(),
  action: z.string(),
  userId: z.string(),
  projectId: z.string(),
  startedAt: z.number(),
  updatedAt: z.number(),
  message: z.string().nullable(),
});
export type Action = z.infer<typeof Action>;

const Event = z.object({
  event: z.string(),
  host: z.string(),
  startedAt: z.number(),
  finishedAt: z.number().nullable(),
  result: z.string().nullable(),
  details: z.string().nullable(),
});
export type Event = z.infer<typeof Event>;

export type Actions = ReturnType<typeof makeActions>;

const SELECT = `SELECT request_id AS requestId, instance_id AS instanceId, action, user_id AS userId,
  project_id AS projectId, started_at AS startedAt, updated_at AS updatedAt, message FROM instance_action`;

/** What was asked of each instance and what came of it. An event without an end is work that is stuck. */
export function makeActions(database: Database, clock: () => number) {
  return {
    add(action: Pick<Action, 'requestId' | 'instanceId' | 'action' | 'userId' | 'projectId'>): void {
      database.change(
        `INSERT INTO instance_action (request_id, instance_id, action, user_id, project_id, started_at, updated_at)
         VALUES (:requestId, :instanceId, :action, :userId, :projectId, :now, :now)`,
        { ...action, now: clock() },
      );
    },
    /** Begins an event. Its end is written by the function that it returns. */
    begin(requestId: string, event: string, host: string) {
      const row = database.first(
        `INSERT INTO instance_event (request_id, event, host, started_at) VALUES (:requestId, :event, :host, :now)
         RETURNING number`,
        { requestId, event, host, now: clock() },
      );
      const number = Number(row!.number);
      return (result: 'Success' | 'Error', details: string | null): void => {
        const now = clock();
        database.change(
          'UPDATE instance_event SET finished_at = :now, result = :result, details = :details WHERE number = :number',
          { number, now, result, details },
        );
        database.change(
          `UPDATE instance_action SET updated_at = :now, message = coalesce(:message, message)
           WHERE request_id = :requestId`,
          { requestId, now, message: result === 'Error' ? 'Error' : null },
        );
      };
    },
    list: (instanceId: string) =>
      database
        .all(`${SELECT} WHERE instance_id = :instanceId ORDER BY number DESC`, { instanceId })
        .map((row) => Action.parse(row)),
    find(instanceId: string, requestId: string): Action | undefined {
      const row = database.first(`${SELECT} WHERE instance_id = :instanceId AND request_id = :requestId`, {
        instanceId,
        requestId,
      });
      return row && Action.parse(row);
    },
    events: (requestId: string) =>
      database
        .all(
          `SELECT event, host, started_at AS startedAt, finished_at AS finishedAt, result, details FROM instance_event
           WHERE request_id = :requestId ORDER BY number DESC`,
          { requestId },
        )
        .map((row) => Event.parse(row)),
  };
}
