/** The name under which a user's records are kept, so that users of one browser never share rows. */

/** 128-bit FNV-1a (Fowler, Noll, Vo): long enough that two users of a browser never meet. It hides nothing. */
const OFFSET = 0x6c62272e07bb014262b821756295c58dn;
const PRIME = 0x0000000001000000000000000000013bn;
const BITS = 128;

/** The scope of a user of a tenant; users without a pseudonym share one. It begins with the scope of the tenant. */
export function scopeOf(tenant: string, pseudonym: string | undefined): string {
  return `${tenantScopeOf(tenant)}${hash([tenant, pseudonym ?? null])}`;
}

/** What the scopes of all users of a tenant begin with, and of no other tenant. */
export function tenantScopeOf(tenant: string): string {
  return `${hash([tenant])}-`;
}

function hash(parts: readonly (string | null)[]): string {
  const bytes = new TextEncoder().encode(JSON.stringify(parts));
  const sum = bytes.reduce((sum, byte) => BigInt.asUintN(BITS, (sum ^ BigInt(byte)) * PRIME), OFFSET);
  return sum.toString(16).padStart(BITS / 4, "0");
}
