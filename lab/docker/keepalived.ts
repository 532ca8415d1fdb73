/** Two load balancers that share one address: which of them has it, and when it goes to the other. */
export interface Vrrp {
  readonly routerId: number;
  /** In the order of the balancers. The highest begins with the address. */
  readonly priorities: readonly number[];
  /** One that comes back does not take the address away from the other. */
  readonly nopreempt: boolean;
  readonly check: {
    readonly intervalSeconds: number;
    /** Added to the priority while HAProxy runs. 0: without HAProxy a balancer is out of the race altogether. */
    readonly weight: number;
  };
  readonly advertSeconds: number;
}

/**
 * The address moves when it must, and only then. With a weight, `nopreempt` would keep it on a balancer without HAProxy: that one
 * still speaks up, with a lower priority.
 */
export const STEADY: Vrrp = {
  routerId: 50,
  priorities: [101, 100],
  nopreempt: true,
  check: { intervalSeconds: 1, weight: 0 },
  advertSeconds: 1,
};

/** As the guide to two load balancers has it: the first takes the address back as soon as it can. */
export const AS_IN_THE_GUIDE: Vrrp = {
  ...STEADY,
  nopreempt: false,
  check: { intervalSeconds: 2, weight: 2 },
};

export interface KeepalivedSpec {
  readonly name: string;
  readonly priority: number;
  readonly virtual: string;
  readonly vrrp: Vrrp;
  /** Run with the new state as its last word but one. */
  readonly notify: string;
}

// BACKUP on both: nopreempt works in no other way, and whoever has the higher priority wins the first vote.
export function renderKeepalived({ name, priority, virtual, vrrp, notify }: KeepalivedSpec): string {
  const { routerId, nopreempt, check, advertSeconds } = vrrp;
  return `global_defs {
  router_id ${name}
  script_user root
  enable_script_security
}
vrrp_script haproxy {
  script "/usr/bin/killall -0 haproxy"
  interval ${check.intervalSeconds}
  weight ${check.weight}
}
vrrp_instance ${routerId} {
  virtual_router_id ${routerId}
  advert_int ${advertSeconds}
  priority ${priority}
  state BACKUP
${nopreempt ? '  nopreempt\n' : ''}  interface eth0
  virtual_ipaddress {
    ${virtual} dev eth0
  }
  track_script {
    haproxy
  }
  notify ${notify}
}
`;
}
