import { Command } from 'commander';
import { z } from 'zod';
import { LabDescription } from '../../lab/index.ts';
import { Profile } from '../../traffic/index.ts';
import { UsageError } from '../error.ts';
import { Judgement } from '../judge/index.ts';
import { Composition, Plan, Scenario } from '../plan/index.ts';

const SCHEMAS: Record<string, z.ZodType> = {
  verdict: Judgement,
  plan: Plan,
  scenario: z.union([Scenario, Composition]),
  traffic: Profile,
  lab: LabDescription,
};

export function schemaCommand(): Command {
  return new Command('schema')
    .description('print the JSON Schema of a file format')
    .argument('<format>', Object.keys(SCHEMAS).join(', '))
    .action((name: string) => {
      const schema = SCHEMAS[name];
      if (!schema)
        throw new UsageError(
          'schema-unknown',
          `unknown format "${name}"; there are: ${Object.keys(SCHEMAS).join(', ')}`,
        );
      process.stdout.write(`${JSON.stringify(z.toJSONSchema(schema, { io: 'input' }), null, 2)}\n`);
    });
}
