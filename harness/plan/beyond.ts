import type { LabShape } from '../../lab/index.ts';
import type { Profile } from '../../traffic/index.ts';

type Lives = Pick<Profile, 'cycles' | 'companions'>;

/** The traffic without lives that nobody can lead in this lab, and companions that nobody can ask for; and these: name → why. */
export function withoutBeyond(profile: Profile, lab: LabShape) {
  const beyond = beyondOf(profile, lab);
  const those = <Thing>(things: Readonly<Record<string, Thing>>) =>
    Object.fromEntries(Object.entries(things).filter(([name]) => !(name in beyond)));
  return { profile: { ...profile, cycles: those(profile.cycles), companions: those(profile.companions) }, beyond };
}

function beyondOf({ cycles, companions }: Lives, { absent = {}, guests, services }: LabShape): Record<string, string> {
  const whyNotLed = ({ needs = [] }: Lives['cycles'][string]) =>
    needs.some((service) => service in absent) ? 'it takes services that this lab does without' : undefined;
  const whyNotAsked = ({ probe }: Lives['companions'][string]) => {
    if ('host' in probe)
      return guests === null ? 'servers of this lab have no inside that could be connected to' : undefined;
    return services[probe.service]?.commands.reaches === undefined
      ? `this lab has no command that looks from what ${probe.service} made`
      : undefined;
  };
  return Object.fromEntries([...told(cycles, whyNotLed), ...told(companions, whyNotAsked)]);
}

const told = <Thing>(things: Readonly<Record<string, Thing>>, whyNot: (thing: Thing) => string | undefined) =>
  Object.entries(things).flatMap(([name, thing]): [string, string][] => {
    const why = whyNot(thing);
    return why === undefined ? [] : [[name, why]];
  });
