import type { Engine } from '../engine.ts';
import { type BuildOptions, buildImage, NODE_IMAGE } from './build.ts';
import type { HaproxyRelease } from './haproxy.ts';
import { lookInto } from './look.ts';
import { fetchImage } from './registry.ts';

/** What containers of a lab are made from, and what is in it. */
export interface Image {
  readonly name: string;
  /** Where there is only one of them, it is both. */
  readonly haproxy: { readonly old: HaproxyRelease; readonly new: HaproxyRelease };
}

export interface ImageOptions extends BuildOptions {
  /** Somebody else's, instead of ours: one that the engine has, or that it gets from its registry. */
  readonly named: string | undefined;
  /** Of what is started to look into it. */
  readonly labels: Readonly<Record<string, string>>;
}

/** An image that is there and has what a host needs. */
export async function ensureImage(engine: Engine, options: ImageOptions): Promise<Image> {
  const { named, labels } = options;
  const name =
    named === undefined ? await buildImage(engine, NODE_IMAGE, options) : await fetchImage(engine, named, options);
  return { name, haproxy: await lookInto(engine, name, labels) };
}
