import { Refusal } from '../../http/index.ts';
import type { Site } from '../site.ts';
import type { Action, Event, Instance } from '../store/index.ts';
import type { Asked, AskedRoutes } from './asked.ts';
import { mayTouch } from './owned.ts';
import { isoMicroseconds, noInstance } from './respond.ts';
import { hostIdOf } from './server-body.ts';

/** What was asked of a server and what came of it, also after its end: nothing is lost silently. */
export function instanceActionRoutes({ instances, actions }: Site): AskedRoutes {
  function subject(asked: Asked): Instance {
    const id = asked.parameters.server!;
    const instance = instances.find(id) ?? (asked.minor >= 21 ? instances.findDeleted(id) : undefined);
    if (!instance || !mayTouch(asked, instance)) throw noInstance(id);
    return instance;
  }

  return {
    'GET /v2.1/servers/{server}/os-instance-actions': (asked) => {
      const { id } = subject(asked);
      return { status: 200, body: { instanceActions: actions.list(id).map((action) => actionBody(asked, action)) } };
    },
    'GET /v2.1/servers/{server}/os-instance-actions/{request}': (asked) => {
      const { id } = subject(asked);
      const requestId = asked.parameters.request!;
      const action = actions.find(id, requestId);
      if (!action) throw new Refusal(404, `Action for request_id ${requestId} on instance ${id} not found`);
      const events = actions.events(requestId).map((event) => eventBody(asked, action, event));
      return { status: 200, body: { instanceAction: { ...actionBody(asked, action), events } } };
    },
  };
}

const actionBody = ({ minor }: Asked, action: Action) => ({
  action: action.action,
  instance_uuid: action.instanceId,
  request_id: action.requestId,
  user_id: action.userId,
  project_id: action.projectId,
  start_time: isoMicroseconds(action.startedAt),
  message: action.message,
  ...(minor >= 58 && { updated_at: isoMicroseconds(action.updatedAt) }),
});

const eventBody = ({ minor, caller }: Asked, { projectId }: Action, event: Event) => ({
  event: event.event,
  start_time: isoMicroseconds(event.startedAt),
  finish_time: event.finishedAt === null ? null : isoMicroseconds(event.finishedAt),
  result: event.result,
  traceback: null,
  ...(minor >= 62 && { hostId: hostIdOf(projectId, event.host) }),
  ...(minor >= 62 && caller.roles.includes('admin') && { host: event.host }),
  ...(minor >= 84 && { details: event.details }),
});
