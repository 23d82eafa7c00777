package vn.khue.ecard.status;

/** Where a verifier finds lists; answers at once, from what was fetched before. Implementations are thread-safe. */
@FunctionalInterface
public interface StatusSource {
    /** @param uri as a card names it */
    StatusLookup find(String uri);
}
