// How a verdict looks and sounds: ok, warn (nothing is concluded, or something is to be done), bad (not to be let in).

const WARN = new Set(["NOT_A_CARD", "LOGIN_BADGE", "EU_CERTIFICATE", "OVERSIZE", "MALFORMED_TEXT", "NOT_YET_VALID", "NO_STATUS_LIST",
  "STATUS_LIST_INVALID", "STATUS_LIST_STALE", "STATUS_OUT_OF_RANGE", "SUSPENDED", "DEVICE_PROOF_OLD", "NO_TRUST_LIST", "OLD"]);

/** @param code of a verdict, or OLD for a right card by a list that is getting old */
export function toneOf(code) {
  return code === "VALID" ? "ok" : WARN.has(code) ? "warn" : "bad";
}
