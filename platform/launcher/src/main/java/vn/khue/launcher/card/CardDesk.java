package vn.khue.launcher.card;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import vn.khue.ecard.verify.CardVerdict;
import vn.khue.launcher.LauncherException;
import vn.khue.launcher.Texts;

/** Judges cards by what was fetched once. */
public final class CardDesk {
    private final Path cache;
    private final Texts texts;

    /** @param cache file in which what was fetched is kept */
    public CardDesk(Path cache, Texts texts) {
        this.cache = cache;
        this.texts = texts;
    }

    /**
     * @param trust a file, or the address of a signing service, which is asked now; empty: what was fetched before, and where nothing was
     *     the service at {@code local} is asked
     * @throws LauncherException where neither is there
     */
    public CardVerdict judge(String text, Instant at, Optional<String> trust, String local) {
        if (trust.filter(CardDesk::address).isPresent()) {
            return new CardSync(texts)
                    .fetch(base(trust.get()), cache)
                    .verifier(cache, texts)
                    .verify(text, at);
        }
        if (trust.isPresent()) {
            Path file = Path.of(trust.get());
            return CardBundle.read(file, texts).verifier(file, texts).verify(text, at);
        }
        CardBundle bundle =
                Files.exists(cache) ? CardBundle.read(cache, texts) : new CardSync(texts).fetch(local, cache);
        return bundle.verifier(cache, texts).verify(text, at);
    }

    private static boolean address(String word) {
        return word.startsWith("http://") || word.startsWith("https://");
    }

    private String base(String word) {
        try {
            URI uri = URI.create(word);
            if (uri.getHost() == null) {
                throw new IllegalArgumentException(word);
            }
            return word.endsWith("/") ? word.substring(0, word.length() - 1) : word;
        } catch (IllegalArgumentException e) {
            throw new LauncherException(texts.get("card.unreachable", word), e);
        }
    }
}
