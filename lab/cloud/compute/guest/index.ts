export { type GuestOptions, type Guests, makeGuests } from './guests.ts';
export { GUEST_LOGIN } from './login.ts';
