/** Two load balancers, of which one has the address that users know. */
export const balancerNames = (): string[] => ['lb1', 'lb2'];

/** The only release of keepalived that is there: the one that the distribution has. */
export const PACKAGED = 'packaged';
