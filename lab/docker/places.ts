/** Where things are in every container, whatever image it is from. */

/** A session begins in the folder that stands for the node, as it does on a local lab. */
export const NODE_ROOT = '/srv/node';

/** Code of ours: mounted, so that an image never holds old code. */
export const CODE_ROOT = '/usr/lib/unbroken';

export const NODE_BINARY = '/usr/local/bin/node';

/** What all hosts of a lab share. */
export const SHARED = '/srv/shared';

export const DATABASES = `${SHARED}/databases`;

// Not /etc/service, which is a link to somewhere else.
export const SUPERVISED = '/etc/supervised';

/** There as soon as what is done at each boot has been done. */
export const BOOTED = '/run/unbroken-booted';

/** What starts when a container does: it starts sshd, and starts it again should it end. */
export const INIT = ['runsvdir', '-P', SUPERVISED];
