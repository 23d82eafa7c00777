// Keeps the card of this phone and its key, which the browser gives nobody, in the browser's database.

const NAME = "khue-my-card";
const SHELF = "card";
const ONLY = "mine";

/** Rejects where the browser keeps nothing, as in a private window. */
export async function openCardStore() {
  const database = await opened();
  const ask = (mode, act) => new Promise((done, fail) => {
    const transaction = database.transaction(SHELF, mode);
    const request = act(transaction.objectStore(SHELF));
    transaction.oncomplete = () => done(request.result);
    transaction.onerror = transaction.onabort = () => fail(transaction.error);
  });
  return {
    /** {id, card: bytes, key: CryptoKey}, or undefined. */
    get: () => ask("readonly", shelf => shelf.get(ONLY)),
    put: held => ask("readwrite", shelf => shelf.put(held, ONLY)),
    forget: () => ask("readwrite", shelf => shelf.delete(ONLY)),
  };
}

function opened() {
  return new Promise((done, fail) => {
    const request = indexedDB.open(NAME, 1);
    request.onupgradeneeded = () => request.result.createObjectStore(SHELF);
    request.onsuccess = () => done(request.result);
    request.onerror = () => fail(request.error);
  });
}
