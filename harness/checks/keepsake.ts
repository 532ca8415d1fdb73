import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { z } from 'zod';
import { UsageError } from '../error.ts';

/** What lives through the upgrade, so that the checks after it look at the same things: names and ids, no secrets. */
const Contents = z.object({
  format: z.literal(1).default(1),
  values: z.record(z.string(), z.unknown()).default({}),
  /** Newest last. Each is deleted at the end. */
  resources: z.array(z.object({ service: z.string(), path: z.string() })).default([]),
});
export type Resource = z.infer<typeof Contents>['resources'][number];

export class Keepsake {
  readonly #file: string;

  constructor(file: string) {
    this.#file = file;
  }

  get<Value>(name: string): Value | undefined {
    return this.#read().values[name] as Value | undefined;
  }

  set(name: string, value: unknown): void {
    const { values, resources } = this.#read();
    this.#write({ values: { ...values, [name]: value }, resources });
  }

  /** Said as soon as a thing exists, so that it is deleted whatever becomes of the checks. */
  keep(service: string, path: string): void {
    const { values, resources } = this.#read();
    this.#write({ values, resources: [...resources, { service, path }] });
  }

  get resources(): readonly Resource[] {
    return this.#read().resources;
  }

  forget(resource: Resource): void {
    const { values, resources } = this.#read();
    this.#write({ values, resources: resources.filter(({ path }) => path !== resource.path) });
  }

  #read(): z.infer<typeof Contents> {
    if (!existsSync(this.#file)) return Contents.parse({});
    const contents = Contents.safeParse(parsed(readFileSync(this.#file, 'utf8')));
    if (contents.success) return contents.data;
    throw new UsageError(
      'keepsake-damaged',
      `${this.#file}: expected what the checks before the upgrade left for those after it`,
      'what they made must be deleted by hand; then remove the file',
    );
  }

  #write(contents: Omit<z.infer<typeof Contents>, 'format'>): void {
    writeFileSync(this.#file, `${JSON.stringify({ format: 1, ...contents }, null, 2)}\n`);
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
