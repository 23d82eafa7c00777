// Base64url without padding (RFC 4648 clause 5), as JOSE writes it.

/** The bytes of a text in base64url; throws a SyntaxError where it is none. */
export function bytesOfBase64url(text) {
  if (typeof text !== "string" || !/^[A-Za-z0-9_-]*$/.test(text)) throw new SyntaxError("base64url expected");
  return Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), letter => letter.charCodeAt(0));
}

export function base64urlOf(bytes) {
  return btoa(String.fromCharCode(...bytes)).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}
