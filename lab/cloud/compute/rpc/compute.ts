import { z } from 'zod';
import { expectVersion, type Message, type MessageBus, understands } from '../../messages/index.ts';
import type { Pin } from './pin.ts';

/** What nova-compute is asked to do, whatever version it travelled in. */
export interface Order {
  readonly requestId: string;
  readonly instanceId: string;
}

export interface ComputeClient {
  cast(host: string, method: string, order: Order): void;
  call(host: string, method: string, order: Order): Promise<unknown>;
}

// rpc_response_timeout is 60 seconds on a real cloud, where much more is going on.
const LIMIT_MS = 10_000;

// The context travels beside the arguments and is the same in all versions: a reader that does not understand the
// message can still say whom it was about.
const Context = z.object({ context: z.object({ request_id: z.string(), instance_uuid: z.string() }) });

// Until 6.3 an instance travels as its id, since 6.4 as an object.
const ArgumentsOf63 = z.object({ args: z.object({ instance_uuid: z.string() }) });
const ArgumentsOf64 = z.object({ args: z.object({ instance: z.object({ uuid: z.string() }) }) });

const writesObjects = (version: string) => !understands('6.3', version);

export function makeComputeClient({ bus, pin }: { readonly bus: MessageBus; readonly pin: Pin }): ComputeClient {
  const write = ({ requestId, instanceId }: Order, version: string) => ({
    context: { request_id: requestId, instance_uuid: instanceId },
    args: writesObjects(version) ? { instance: { uuid: instanceId } } : { instance_uuid: instanceId },
  });
  return {
    cast(host, method, order) {
      const version = pin.version();
      bus.cast(`compute.${host}`, method, version, write(order, version));
    },
    call(host, method, order) {
      const version = pin.version();
      return bus.call(`compute.${host}`, method, version, write(order, version), LIMIT_MS);
    },
  };
}

/** Whom a message is about, also in a version that is too new. */
export function readSubject({ payload }: Message): Order {
  const { context } = Context.parse(payload);
  return { requestId: context.request_id, instanceId: context.instance_uuid };
}

/** Throws `unsupported-version` for a message that code of this RPC version cannot read. */
export function readOrder(message: Message, supported: string): Order {
  expectVersion(message, supported);
  const { requestId } = readSubject(message);
  if (writesObjects(message.version))
    return { requestId, instanceId: ArgumentsOf64.parse(message.payload).args.instance.uuid };
  return { requestId, instanceId: ArgumentsOf63.parse(message.payload).args.instance_uuid };
}
