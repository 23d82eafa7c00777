// COSE_Sign1 (RFC 9052 clause 4.2).
import { decode, Tagged } from "./cbor.js";
import { verifies } from "./es256.js";
import { Fault } from "./fault.js";

/** Labels of header parameters, and the algorithm ES256 (RFC 9053 clause 2.1). */
export const ALG = 1;
export const KID = 4;
export const TYP = 16;
export const ES256 = -7;

const SIGN1 = 18;
const NOTHING = new Uint8Array(0);
const CONTEXT = new TextEncoder().encode("Signature1");

/**
 * A message with its tag, taken apart and not yet verified.
 *
 * @param sorted whether every map must be in deterministic order
 */
export function readSign1(bytes, options) {
  const message = decode(bytes, options);
  if (!(message instanceof Tagged) || message.tag !== SIGN1 || !Array.isArray(message.value) || message.value.length !== 4) {
    throw new Fault("MALFORMED_COSE");
  }
  const [protectedBytes, unprotectedHeader, payload, signature] = message.value;
  if (![protectedBytes, payload, signature].every(each => each instanceof Uint8Array) || !(unprotectedHeader instanceof Map)) {
    throw new Fault("MALFORMED_COSE");
  }
  const protectedHeader = headerIn(protectedBytes, options);
  return { protectedBytes, protectedHeader, unprotectedHeader, payload, signature };
}

function headerIn(bytes, options) {
  if (!bytes.length) return new Map();
  try {
    const header = decode(bytes, options);
    if (header instanceof Map) return header;
  } catch {
    // What stands in a byte string is no item of the message: the message is of another structure.
  }
  throw new Fault("MALFORMED_COSE");
}

/** Whether the message was signed by this key, together with what lies outside it. */
export function signedBy(key, message, external = NOTHING) {
  return verifies(key, message.signature, toBeSigned(message, external));
}

function toBeSigned({ protectedBytes, protectedHeader, payload }, external) {
  const header = protectedHeader.size ? protectedBytes : NOTHING;
  const parts = [Uint8Array.of(0x84), head(3, CONTEXT.length), CONTEXT];
  for (const each of [header, external, payload]) parts.push(head(2, each.length), each);
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

function head(major, length) {
  const type = major << 5;
  if (length < 24) return Uint8Array.of(type | length);
  if (length < 0x100) return Uint8Array.of(type | 24, length);
  if (length < 0x10000) return Uint8Array.of(type | 25, length >> 8, length & 255);
  return Uint8Array.of(type | 26, length >>> 24, length >> 16 & 255, length >> 8 & 255, length & 255);
}
