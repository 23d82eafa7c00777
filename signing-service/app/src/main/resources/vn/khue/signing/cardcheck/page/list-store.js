// Keeps the lists as they came, for when there is no network. They are verified anew whenever they are read.
import { opened } from "./database.js";

const NAME = "khue-card-lists";
const SHELF = "lists";

/** A store of bytes by name in the browser's database; where there is none (a private window), in memory for as long as the page lives. */
export async function openStore() {
  const memory = new Map();
  const database = await opened(NAME, SHELF).catch(() => null);
  if (!database) return { get: async name => memory.get(name), put: async (name, bytes) => { memory.set(name, bytes); } };
  const ask = (mode, act) => new Promise((done, fail) => {
    const request = act(database.transaction(SHELF, mode).objectStore(SHELF));
    request.onsuccess = () => done(request.result);
    request.onerror = () => fail(request.error);
  });
  return {
    get: name => ask("readonly", shelf => shelf.get(name)),
    put: (name, bytes) => ask("readwrite", shelf => shelf.put(bytes, name)),
  };
}
