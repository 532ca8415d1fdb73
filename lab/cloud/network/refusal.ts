import { Refusal } from '../http/index.ts';

/** A refusal with the name of the exception that the real service raises: clients tell them apart by it. */
export class NeutronRefusal extends Refusal {
  readonly type: string;

  constructor(status: number, type: string, message: string) {
    super(status, message);
    this.type = type;
  }
}

const SPOKEN = {
  network: 'Network',
  subnet: 'Subnet',
  port: 'Port',
  router: 'Router',
  security_group: 'Security group',
  security_group_rule: 'Security group rule',
  agent: 'Agent',
} as const;

export function missing(kind: keyof typeof SPOKEN, id: string): NeutronRefusal {
  const type = kind.replace(/(?:^|_)(\w)/g, (_, letter: string) => letter.toUpperCase());
  const does = kind.startsWith('security_group') ? 'does not exist' : 'could not be found';
  return new NeutronRefusal(404, `${type}NotFound`, `${SPOKEN[kind]} ${id} ${does}.`);
}

export const invalid = (message: string) =>
  new NeutronRefusal(400, 'InvalidInput', `Invalid input for operation: ${message}.`);

export const conflict = (type: string, message: string) => new NeutronRefusal(409, type, message);
