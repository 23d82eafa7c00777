// Keeps the pack of a verifier as it came: sealed for a key of this browser that the browser gives nobody.
import { openedForOne } from "./database.js";

/** Of {key: CryptoKey, pack: JWE, until: seconds}, or undefined. Rejects where the browser keeps nothing, as in a private window. */
export async function openRosterStore() {
  const { get, put, clear } = await openedForOne("khue-card-roster", "roster", "pack");
  return { get, put, wipe: clear };
}
