/** The name under which a user's records are kept, so that users of one browser never share rows. */

/** 128-bit FNV-1a (Fowler, Noll, Vo): long enough that two users of a browser never meet. It hides nothing. */
const OFFSET = 0x6c62272e07bb014262b821756295c58dn;
const PRIME = 0x0000000001000000000000000000013bn;
const BITS = 128;

/** The scope of a user of a tenant; users without a pseudonym share one. */
export function scopeOf(tenant: string, pseudonym: string | undefined): string {
  const bytes = new TextEncoder().encode(JSON.stringify([tenant, pseudonym ?? null]));
  const hash = bytes.reduce((hash, byte) => BigInt.asUintN(BITS, (hash ^ BigInt(byte)) * PRIME), OFFSET);
  return hash.toString(16).padStart(BITS / 4, "0");
}
