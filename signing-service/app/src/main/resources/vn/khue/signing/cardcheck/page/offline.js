// Keeps the page for when there is no network, and takes newer versions of it.

/**
 * @param home its path, below which its worker is
 * @param language of this page
 * @param ready called once everything is kept
 * @param newer called with a function that changes to a newer version, where there is one
 */
export async function keepForOffline(home, language, ready, newer) {
  if (!navigator.serviceWorker) return;
  let changing = false;
  navigator.serviceWorker.addEventListener("controllerchange", () => { if (changing) location.reload(); });
  const kept = await navigator.serviceWorker.register(home + "/sw.js", { scope: home });
  const offer = worker => newer(() => {
    changing = true;
    worker.postMessage({ kind: "activate" });
  });
  const watch = worker => worker?.addEventListener("statechange", () => {
    if (worker.state === "installed" && navigator.serviceWorker.controller) offer(worker);
    if (worker.state === "activated") ready();
  });
  kept.addEventListener("updatefound", () => watch(kept.installing));
  watch(kept.installing);
  if (kept.waiting) offer(kept.waiting);
  if (kept.active) ready();
  (await navigator.serviceWorker.ready).active.postMessage({ kind: "language", language });
  setInterval(() => kept.update().catch(() => undefined), 3_600_000);
}
