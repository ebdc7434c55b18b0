/** The header in which the client's address reaches better-auth; whatever a client sends under this name is dropped. */
export const clientAddressHeader = 'x-visage-client-address';
