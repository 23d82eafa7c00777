// Keeps the card of this phone and its key, which the browser gives nobody, in the browser's database.
import { openedForOne } from "./database.js";

/** Of {id, card: bytes, key: CryptoKey}, or undefined. Rejects where the browser keeps nothing, as in a private window. */
export async function openCardStore() {
  const { get, put, clear } = await openedForOne("khue-my-card", "card", "mine");
  return { get, put, forget: clear };
}
