/** Names as the procedures write them: `keystone1` on `controller1`, behind `lb1`. */

export const BALANCER = 'lb1';

export const nodeName = (index: number) => `controller${index + 1}`;

export const serverName = (service: string, index: number) => `${service}${index + 1}`;
