// The browser's own database, as the pages use it.

/** A database with one shelf. Rejects where the browser keeps nothing, as in a private window. */
export function opened(name, shelf) {
  return new Promise((done, fail) => {
    const request = indexedDB.open(name, 1);
    request.onupgradeneeded = () => request.result.createObjectStore(shelf);
    request.onsuccess = () => done(request.result);
    request.onerror = () => fail(request.error);
  });
}

/** A store of one thing, which is there once the browser has written it. */
export async function openedForOne(name, shelf, only) {
  const database = await opened(name, shelf);
  const ask = (mode, act) => new Promise((done, fail) => {
    const transaction = database.transaction(shelf, mode);
    const request = act(transaction.objectStore(shelf));
    transaction.oncomplete = () => done(request.result);
    transaction.onerror = transaction.onabort = () => fail(transaction.error);
  });
  return {
    get: () => ask("readonly", shelf => shelf.get(only)),
    put: held => ask("readwrite", shelf => shelf.put(held, only)),
    clear: () => ask("readwrite", shelf => shelf.clear()),
  };
}
