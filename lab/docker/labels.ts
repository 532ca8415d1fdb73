/** Everything that a lab has at the engine carries its name, so that it is found whatever became of whoever made it. */
export const LAB_LABEL = 'unbroken.lab';

export const labelsOf = (id: string): Record<string, string> => ({ [LAB_LABEL]: id });

export const ofLab = (id: string) => ({ label: [`${LAB_LABEL}=${id}`] });

export const ofAnyLab = { label: [LAB_LABEL] };
