import type { Unit } from './file.ts';

export interface UnitCommands {
  readonly stop: string;
  readonly start: string;
  readonly status: string;
  readonly reload: string;
}

/** How something is stopped and started, by what keeps it running. */
export function unitCommands(unit: Unit): UnitCommands {
  if ('systemd' in unit)
    return by((verb) => `systemctl ${verb} ${unit.systemd}`, `systemctl is-active ${unit.systemd}`);
  if ('service' in unit) return by((verb) => `service ${unit.service} ${verb}`, `service ${unit.service} status`);
  const { engine, container } = unit;
  return {
    ...by(
      (verb) => `${engine} ${verb} ${container}`,
      // A container that stands still is no error to its engine.
      `${engine} inspect -f '{{.State.Status}}' ${container} | grep -x running`,
    ),
    reload: `${engine} kill --signal HUP ${container}`,
  };
}

const by = (make: (verb: string) => string, status: string): UnitCommands => ({
  stop: make('stop'),
  start: make('start'),
  status,
  reload: make('reload'),
});
