import { writeFileSync } from 'node:fs';
import { Command } from 'commander';
import { z } from 'zod';
import { LabDescription, LabFile } from '../../lab/index.ts';
import { Profile } from '../../traffic/index.ts';
import { UsageError } from '../error.ts';
import { judgementSchema } from '../judge/index.ts';
import { JobList } from '../nightly/index.ts';
import { Composition, Plan, Scenario } from '../plan/index.ts';
import { examples } from './examples.ts';

const schemaOf = (type: z.ZodType) => (): object => z.toJSONSchema(type, { io: 'input' });

const SCHEMAS: Readonly<Record<string, () => object>> = {
  verdict: judgementSchema,
  plan: schemaOf(Plan),
  scenario: schemaOf(z.union([Scenario, Composition])),
  traffic: schemaOf(Profile),
  nightly: schemaOf(JobList),
  lab: schemaOf(LabFile),
  'lab-description': schemaOf(LabDescription),
};

export function schemaCommand(): Command {
  return new Command('schema')
    .description('print the JSON Schema of a file format')
    .argument('<format>', Object.keys(SCHEMAS).join(', '))
    .option('--write <file>', 'write it there instead')
    .addHelpText(
      'after',
      examples(
        ['unbroken schema scenario', 'for an editor that knows JSON Schema'],
        ['unbroken schema verdict --write verdict.schema.json', 'as it is published in docs/'],
      ),
    )
    .action((name: string, options: { write?: string }) => {
      const schema = SCHEMAS[name];
      if (!schema)
        throw new UsageError(
          'schema-unknown',
          `unknown format "${name}"; there are: ${Object.keys(SCHEMAS).join(', ')}`,
        );
      const text = `${JSON.stringify(schema(), null, 2)}\n`;
      if (options.write === undefined) process.stdout.write(text);
      else write(options.write, text);
    });
}

function write(file: string, text: string): void {
  try {
    writeFileSync(file, text);
  } catch (error) {
    throw new UsageError('schema-unwritable', `cannot write ${file} (${(error as NodeJS.ErrnoException).code})`);
  }
}
