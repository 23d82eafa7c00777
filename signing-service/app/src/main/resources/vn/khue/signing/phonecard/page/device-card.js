// What a phone shows: its card and the present time, signed by a key that never leaves it (COSE_Sign1, RFC 9052; ES256).

/** Seconds for which a code is shown. */
export const STEP = 15;

const CURVE = { name: "ECDSA", namedCurve: "P-256" };
const SIGNATURE = { name: "ECDSA", hash: "SHA-256" };
/** {1: -7}. */
const HEADER = Uint8Array.of(0xa1, 0x01, 0x26);
const CONTEXT = new TextEncoder().encode("Signature1");
const NOTHING = new Uint8Array(0);

/** A new key; nobody, not even this page, can read the private half. */
export function makeKey() {
  return crypto.subtle.generateKey(CURVE, false, ["sign"]);
}

/** The public half as JWK. */
export async function publicJwk({ publicKey }) {
  const { kty, crv, x, y } = await crypto.subtle.exportKey("jwk", publicKey);
  return { kty, crv, x, y };
}

/**
 * The message of a phone.
 *
 * @param card what it vouches for: its card, or what the service asked it to sign
 * @param now seconds since 1970
 * @param key private
 */
export async function proofOf(card, now, key) {
  const payload = joined(Uint8Array.of(0x82), string(2, card), head(0, Math.floor(now / STEP)));
  const signed = joined(Uint8Array.of(0x84), string(3, CONTEXT), string(2, HEADER), string(2, NOTHING), string(2, payload));
  const signature = new Uint8Array(await crypto.subtle.sign(SIGNATURE, key, signed));
  return joined(Uint8Array.of(0xd2, 0x84), string(2, HEADER), Uint8Array.of(0xa0), string(2, payload), string(2, signature));
}

function string(major, bytes) {
  return joined(head(major, bytes.length), bytes);
}

/** The shortest form (RFC 8949 clause 4.2.1). */
function head(major, argument) {
  const type = major << 5;
  if (argument < 24) return Uint8Array.of(type | argument);
  if (argument < 0x100) return Uint8Array.of(type | 24, argument);
  if (argument < 0x10000) return Uint8Array.of(type | 25, argument >> 8, argument & 255);
  return Uint8Array.of(type | 26, argument >>> 24, argument >> 16 & 255, argument >> 8 & 255, argument & 255);
}

function joined(...parts) {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
