/** How a guest is entered, with the key that its server was made with. The account is that of the image tests use. */
export const GUEST_LOGIN = { port: 2222, user: 'cirros' } as const;
