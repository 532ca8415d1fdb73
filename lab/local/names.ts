/** Names as the procedures write them: `nova-api1` on `controller1`, behind `lb1`. */

export const balancerName = (number: number) => `lb${number}`;

export const nodeName = (role: string, number: number) => `${role}${number}`;

export const serverName = (unit: string, index: number) => `${unit}${index + 1}`;
