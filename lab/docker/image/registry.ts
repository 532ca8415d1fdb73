import { LabError } from '../../error.ts';
import type { Engine } from '../engine.ts';

interface FetchOptions {
  readonly onProgress: (line: string) => void;
  readonly signal: AbortSignal;
}

/** Somebody else's image: one that the engine has is taken as it is, another one is asked of the registry that its name tells. */
export async function fetchImage(
  { container: { dockerode } }: Engine,
  named: string,
  { onProgress, signal }: FetchOptions,
): Promise<string> {
  // Without a tag an engine gets every tag that there is.
  const name = /[:@][^/]*$/.test(named) ? named : `${named}:latest`;
  if (
    await dockerode
      .getImage(name)
      .inspect()
      .then(
        () => true,
        () => false,
      )
  )
    return name;
  onProgress(`image ${name}: is not here, and is asked of its registry`);
  try {
    const stream = await dockerode.pull(name, { abortSignal: signal });
    await new Promise<void>((resolve, reject) => {
      dockerode.modem.followProgress(stream, (error) => (error ? reject(error) : resolve()));
    });
  } catch (cause) {
    signal.throwIfAborted();
    throw new LabError(
      'image-failed',
      `The engine has no image ${name}, and cannot get it: ${(cause as Error).message}`,
      {
        fix: 'Look at what the engine has (docker images), correct --image, or leave it out: then an image is made.',
        cause,
      },
    );
  }
  return name;
}
