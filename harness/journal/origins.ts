/** What stands as `file` of a check that is none of ours, nor of the user's. */
export const TEMPEST = 'Tempest';
export const GRENADE = 'Grenade';
