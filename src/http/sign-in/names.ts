/** Who signs people in here: pages on this machine, in a browser or not; they have no secret, so each sign-in proves itself (PKCE). */
export const client = 'unfolding-pages'

/** The rooms, as what a token is asked for (RFC 8707). */
export const rooms = 'urn:unfolding:rooms'
