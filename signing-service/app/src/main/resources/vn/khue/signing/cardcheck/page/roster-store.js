// Keeps the pack of a verifier as it came: sealed for a key of this browser that the browser gives nobody.

const NAME = "khue-card-roster";
const SHELF = "roster";
const ONLY = "pack";

/** Rejects where the browser keeps nothing, as in a private window. */
export async function openRosterStore() {
  const database = await opened();
  const ask = (mode, act) => new Promise((done, fail) => {
    const transaction = database.transaction(SHELF, mode);
    const request = act(transaction.objectStore(SHELF));
    transaction.oncomplete = () => done(request.result);
    transaction.onerror = transaction.onabort = () => fail(transaction.error);
  });
  return {
    /** {key: CryptoKey, pack: JWE, until: seconds}, or undefined. */
    get: () => ask("readonly", shelf => shelf.get(ONLY)),
    put: held => ask("readwrite", shelf => shelf.put(held, ONLY)),
    wipe: () => ask("readwrite", shelf => shelf.clear()),
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
