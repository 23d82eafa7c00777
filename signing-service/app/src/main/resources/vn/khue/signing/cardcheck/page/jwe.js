// JWE compact, ECDH-ES and A256GCM (RFC 7516, RFC 7518 clauses 4.6 and 5.3), by the browser's own cryptography.
import { bytesOfBase64url } from "./base64url.js";

const CURVE = { name: "ECDH", namedCurve: "P-256" };
const ENCRYPTION = "A256GCM";
const MOST = 32 << 20;
const text = new TextEncoder();

/** A key to be sealed for; its private half stays in the browser. */
export function makeSealKey() {
  return crypto.subtle.generateKey(CURVE, false, ["deriveBits"]);
}

/** The public half as JWK. */
export async function sealJwk({ publicKey }) {
  const { kty, crv, x, y } = await crypto.subtle.exportKey("jwk", publicKey);
  return { kty, crv, x, y };
}

/** The bytes that were sealed for this key; rejects for everything else. */
export async function unsealed(jwe, key) {
  const [header, wrapped, iv, sealed, tag, ...more] = jwe.length > MOST ? [] : jwe.split(".");
  const { alg, enc, epk, apu, apv, crit, zip } = JSON.parse(new TextDecoder().decode(bytesOfBase64url(header)));
  if (more.length || wrapped || alg !== "ECDH-ES" || enc !== ENCRYPTION || apu || apv || crit || zip) throw new SyntaxError("ECDH-ES with A256GCM expected");
  const there = await crypto.subtle.importKey("jwk", { kty: epk.kty, crv: epk.crv, x: epk.x, y: epk.y }, CURVE, false, []);
  const secret = new Uint8Array(await crypto.subtle.deriveBits({ name: "ECDH", public: there }, key, 256));
  const content = await crypto.subtle.importKey("raw", await derived(secret), "AES-GCM", false, ["decrypt"]);
  const [bytes, end] = [bytesOfBase64url(sealed), bytesOfBase64url(tag)];
  const whole = new Uint8Array(bytes.length + end.length);
  whole.set(bytes);
  whole.set(end, bytes.length);
  return new Uint8Array(await crypto.subtle.decrypt({ name: "AES-GCM", iv: bytesOfBase64url(iv), additionalData: text.encode(header) }, content, whole));
}

/** Concat KDF of one round (NIST SP 800-56A clause 5.8.2.1): 256 bits for A256GCM between nobody that is named. */
async function derived(secret) {
  const name = text.encode(ENCRYPTION);
  const input = new Uint8Array(4 + secret.length + 4 + name.length + 4 + 4 + 4);
  const view = new DataView(input.buffer);
  view.setUint32(0, 1);
  input.set(secret, 4);
  view.setUint32(4 + secret.length, name.length);
  input.set(name, 8 + secret.length);
  view.setUint32(input.length - 4, 256);
  return crypto.subtle.digest("SHA-256", input);
}
