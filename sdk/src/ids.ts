import { now } from "./natives.js";

/** A UUIDv7: time-ordered, from the browser's secure random source. */
export function uuid7(at: number = now()): string {
  const time = at.toString(16).padStart(12, "0");
  const bytes = crypto.getRandomValues(new Uint8Array(10));
  const hex = toHex(bytes);
  const variant = "89ab"[(bytes[0] as number) % 4];
  return `${time.slice(0, 8)}-${time.slice(8)}-7${hex.slice(2, 5)}-${variant}${hex.slice(5, 8)}-${hex.slice(8)}`;
}

/** When a UUIDv7 was minted, in Unix milliseconds. */
export const timeOf = (id: unknown): number =>
  Number.parseInt(`${id}`.replace("-", "").slice(0, 12), 16);

export function toHex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => (byte + 256).toString(16).slice(1)).join("");
}

/** The shape by which the service knows an end user without a name: such ids need no token. */
export const anonymousId = (): string => `anon_${uuid7()}`;

export const isAnonymous = (id: unknown): id is string => /^anon_[\da-f-]{36}$/.test(`${id}`);
