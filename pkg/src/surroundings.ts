/** Everything that the package reads from the page it runs in. Works where there is no page. */

import type { Device, Moment } from "./bindings.js";

/** Clock, chance, network and device; tests give their own. */
export interface Surroundings {
  /** Unix milliseconds. */
  now(): number;
  /** Minutes of the user's time zone from UTC at a time. */
  offsetMinutes(at: number): number;
  random(bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer>;
  online(): boolean;
  device(): Device | null;
}

/** Shortest side of a screen, in pixels, from which on a touch device counts as a tablet; phones stay below. */
const TABLET_SIDE = 600;
/** Random bits of a seed above its low 32, so that it stays below 2^53. */
const HIGH_BITS = 0x1f_ffff;

/** The real ones. */
export const page: Surroundings = {
  now: () => Date.now(),
  offsetMinutes: (at) => -new Date(at).getTimezoneOffset(),
  random: (bytes) => crypto.getRandomValues(bytes),
  online: () => globalThis.navigator?.onLine !== false,
  device,
};

/** This moment, with fresh random bits. */
export function moment(surroundings: Surroundings): Moment {
  const unix_ms = surroundings.now();
  const view = new DataView(surroundings.random(new Uint8Array(8)).buffer);
  const seed = (view.getUint32(0) & HIGH_BITS) * 2 ** 32 + view.getUint32(4);
  return { clock: { unix_ms, offset_minutes: surroundings.offsetMinutes(unix_ms) }, seed };
}

/** A UUID of version 7 (RFC 9562), which sorts by time. */
export function uuid(surroundings: Surroundings): string {
  const view = new DataView(surroundings.random(new Uint8Array(16)).buffer);
  view.setBigUint64(0, (BigInt(surroundings.now()) << 16n) | 0x7000n | BigInt(view.getUint16(6) & 0x0fff));
  view.setUint8(8, (view.getUint8(8) & 0x3f) | 0x80);
  const hex = Array.from({ length: 16 }, (_, at) => view.getUint8(at).toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

function device(): Device | null {
  if (typeof globalThis.matchMedia !== "function") return null;
  if (!matchMedia("(pointer: coarse)").matches) return "desktop";
  return Math.min(screen.width, screen.height) < TABLET_SIDE ? "phone" : "tablet";
}
