import type { Socket } from 'node:net';
import { getSystemErrorName } from 'node:util';

/** Takes the text of a request. Whatever goes wrong with it becomes an `error` of the socket. */
export type Write = (text: string) => void;

/**
 * What Node keeps to itself of a TCP socket: the handle under the stream. A stream's `write` costs a state machine and
 * a request object for each call; docs/benchmarks.md says what going past it gains. Node's version is pinned by a
 * dependency; where any of this is not as expected, the stream is used.
 */
interface Handle {
  /** 0, or a negative error number. Only what the kernel did not take at once lives on, in the request object. */
  writeUtf8String(request: WriteRequest, text: string): number;
}

interface WriteRequest {
  oncomplete: (status: number) => void;
}

interface StreamBinding {
  readonly WriteWrap: new () => WriteRequest;
  readonly streamBaseState: Int32Array;
  readonly kLastWriteWasAsync: number;
}

const binding = streamBinding();

/** Writes to a socket that stands. */
export function writeTo(socket: Socket): Write {
  const handle = binding && handleOf(socket);
  if (!handle) return (text) => void socket.write(text);
  const failed = (status: number): void => void socket.destroy(failure(status));
  return (text) => {
    // What waits in the stream must not be overtaken.
    if (socket.writableLength > 0) socket.write(text);
    else if (!socket.destroyed) put(binding, handle, text, failed);
  };
}

/** One serves all writes that the kernel takes at once. */
let spare: WriteRequest | undefined;

function put(binding: StreamBinding, handle: Handle, text: string, failed: (status: number) => void): void {
  spare ??= new binding.WriteWrap();
  const request = spare;
  const status = handle.writeUtf8String(request, text);
  if (status !== 0) failed(status);
  if (status !== 0 || binding.streamBaseState[binding.kLastWriteWasAsync] === 0) return;
  spare = undefined;
  request.oncomplete = (outcome) => {
    if (outcome < 0) failed(outcome);
  };
}

function failure(status: number): NodeJS.ErrnoException {
  const code = getSystemErrorName(status);
  return Object.assign(new Error(`write ${code}`), { code });
}

/** Only plain TCP: under TLS or a pipe the stream does more than pass bytes on. */
function handleOf(socket: Socket): Handle | undefined {
  const handle = (socket as Socket & { _handle?: (Handle & { constructor: { name: string } }) | null })._handle;
  return handle?.constructor.name === 'TCP' && typeof handle.writeUtf8String === 'function' ? handle : undefined;
}

function streamBinding(): StreamBinding | undefined {
  try {
    const found = (process as unknown as { binding(name: string): Partial<StreamBinding> }).binding('stream_wrap');
    const { WriteWrap, streamBaseState, kLastWriteWasAsync } = found;
    if (typeof WriteWrap !== 'function' || !(streamBaseState instanceof Int32Array)) return undefined;
    return typeof kLastWriteWasAsync === 'number' ? { WriteWrap, streamBaseState, kLastWriteWasAsync } : undefined;
  } catch {
    return undefined;
  }
}
