// What a card says: claims of a CWT (RFC 8392), claim 169 for identity, claim 65535 for its place in a status list.
import { Fault } from "./fault.js";

const ISS = 1, EXP = 4, IAT = 6, CTI = 7, CNF = 8, IDENTITY = 169, STATUS = 65535;
const SCHOOL = -65537, ROLE = -65538, PHOTO = -65539;
const FULL_NAME = 4;
const LATEST = 253402300799;

/** Characters that no name has, and that would change how what is shown reads. */
const ODD = /[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u;

const short = most => text => typeof text === "string" && text.trim() !== "" && text.length <= most && !ODD.test(text);
const time = value => Number.isSafeInteger(value) && value >= 0 && value <= LATEST;
const bytesOf = length => value => value instanceof Uint8Array && value.length === length;
const optional = rule => value => value === undefined || rule(value);

/** The card in these claims; times in seconds. */
export function readCard(claims) {
  const take = (map, key, rule) => {
    const value = map.get(key);
    if (!rule(value)) throw new Fault("MALFORMED_CLAIMS");
    return value;
  };
  const identity = take(claims, IDENTITY, value => value instanceof Map);
  const status = take(claims, STATUS, value => value instanceof Map && value.get("status_list") instanceof Map).get("status_list");
  return {
    issuer: take(claims, ISS, short(64)),
    from: take(claims, IAT, time),
    until: take(claims, EXP, time),
    id: Array.from(take(claims, CTI, bytesOf(8)), byte => byte.toString(16).padStart(2, "0")).join(""),
    name: take(identity, FULL_NAME, value => short(128)(value) && value === value.normalize("NFC")),
    school: take(claims, SCHOOL, short(64)),
    role: take(claims, ROLE, short(64)),
    photo: take(claims, PHOTO, optional(bytesOf(16))),
    index: take(status, "idx", value => Number.isSafeInteger(value) && value >= 0),
    list: take(status, "uri", short(200)),
    phone: phone(claims.get(CNF)),
  };
}

/** When these claims say that they were signed, and until when they hold: what is looked at before all else. */
export function timesOf(claims) {
  if (!(claims instanceof Map) || !time(claims.get(IAT)) || !time(claims.get(EXP))) throw new Fault("MALFORMED_CLAIMS");
  return { from: claims.get(IAT), until: claims.get(EXP) };
}

/** The key of the phone that may show this card (RFC 8747): x, and y or its lowest bit. */
function phone(cnf) {
  if (cnf === undefined) return undefined;
  const key = cnf instanceof Map && cnf.size === 1 ? cnf.get(1) : undefined;
  const point = bytesOf(32);
  const right = key instanceof Map && key.size === 4 && key.get(1) === 2 && key.get(-1) === 1 && point(key.get(-2))
    && (point(key.get(-3)) || typeof key.get(-3) === "boolean");
  if (!right) throw new Fault("MALFORMED_CLAIMS");
  return { x: key.get(-2), y: key.get(-3) };
}
