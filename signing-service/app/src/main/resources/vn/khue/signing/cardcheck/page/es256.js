// ECDSA on P-256 with SHA-256, by the browser's own cryptography.

const CURVE = { name: "ECDSA", namedCurve: "P-256" };
const SIGNATURE = { name: "ECDSA", hash: "SHA-256" };
const P = 2n ** 256n - 2n ** 224n + 2n ** 192n + 2n ** 96n - 1n;
const B = 0x5ac635d8aa3a93e7b3ebbd55769886bc651d06b0cc53b0f63bce3c3e27d2604bn;

/** A key from a JWK (RFC 7517); rejected where it is no point of the curve. */
export function keyOfJwk({ kty, crv, x, y }) {
  return crypto.subtle.importKey("jwk", { kty, crv, x, y }, CURVE, false, ["verify"]);
}

/**
 * A key from its coordinates.
 *
 * @param y 32 bytes, or its lowest bit as a boolean (RFC 9053 clause 7.1.1)
 */
export function keyOfPoint(x, y) {
  const point = new Uint8Array(65);
  point[0] = 4;
  point.set(x, 1);
  point.set(typeof y === "boolean" ? bytes(root(number(x), y)) : y, 33);
  return crypto.subtle.importKey("raw", point, CURVE, false, ["verify"]);
}

/** Whether this signature (r and s, 32 bytes each) of these bytes is by this key; false for whatever is no signature. */
export async function verifies(key, signature, signed) {
  return signature.length === 64 && crypto.subtle.verify(SIGNATURE, key, signature, signed);
}

function root(x, odd) {
  const y = power((x * x * x - 3n * x + B) % P, (P + 1n) / 4n);
  return (y & 1n) === (odd ? 1n : 0n) ? y : P - y;
}

function power(base, exponent) {
  let value = 1n;
  for (let square = ((base % P) + P) % P, left = exponent; left; left >>= 1n, square = square * square % P) {
    if (left & 1n) value = value * square % P;
  }
  return value;
}

function number(bytes) {
  return bytes.reduce((sum, byte) => sum << 8n | BigInt(byte), 0n);
}

function bytes(number) {
  return Uint8Array.from({ length: 32 }, (_, i) => Number(number >> BigInt(8 * (31 - i)) & 255n));
}
