// Who may sign cards: a JWS (RFC 7515) by the one key that came with the page.
import { bytesOfBase64url } from "./base64url.js";
import { keyOfJwk, verifies } from "./es256.js";

const TYPE = "khue-cards+jwt";
const MOST = 4 << 20;
const utf8 = new TextDecoder("utf-8", { fatal: true });

/**
 * The list in this text, or null where it is not one, or not by this key.
 *
 * @param pinned JWK of the key that signs lists
 */
export async function readTrustList(text, pinned) {
  try {
    const [header, payload, signature, ...more] = text.length > MOST ? [] : text.trim().split(".");
    const { alg, typ, crit } = json(header);
    if (more.length || alg !== "ES256" || typ !== TYPE || crit !== undefined) return null;
    const signed = new TextEncoder().encode(header + "." + payload);
    if (!await verifies(await keyOfJwk(pinned), bytesOfBase64url(signature), signed)) return null;
    return listOf(json(payload));
  } catch {
    return null;
  }
}

function json(part) {
  return JSON.parse(utf8.decode(bytesOfBase64url(part)));
}

function listOf({ iss, iat, exp, base, signers, statusKeys }) {
  for (const moment of [iat, exp, ...signers.flatMap(signer => [signer.from, signer.to, signer.until])]) {
    if (!Number.isSafeInteger(moment)) return null;
  }
  return {
    issuer: iss,
    issued: iat,
    until: exp,
    bases: [base].flat(),
    signers: new Map(signers.map(signer => [signer.kid, { ...signer, key: once(signer.key) }])),
    statusKeys: new Map(statusKeys.map(each => [each.kid, once(each.key)])),
  };
}

/** Thousands of keys stand in a list, and a gate sees a few of them. */
function once(jwk) {
  let key;
  return () => key ??= keyOfJwk(jwk);
}
