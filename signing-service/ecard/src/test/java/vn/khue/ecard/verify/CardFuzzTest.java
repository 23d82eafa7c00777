package vn.khue.ecard.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import vn.khue.ecard.EcardException;
import vn.khue.ecard.House;
import vn.khue.ecard.Specimen;
import vn.khue.ecard.Specimens;
import vn.khue.ecard.qr.CardText;
import vn.khue.ecard.qr.ScannedText;
import vn.khue.ecard.status.StatusListCwt;
import vn.khue.ecard.status.StatusLookup;
import vn.khue.ecard.trust.TrustListJws;
import vn.khue.pki.fuzz.Fuzz;

/** Everything here that strangers can hand in, damaged: a verdict or our own exception, and never a card that was not signed. */
@Tag("slow")
class CardFuzzTest {
    private static final int LIMIT = 2048;

    private final Specimens specimens = new Specimens(new House());

    @Test
    void textsAndCards() {
        CardVerifier verifier = specimens.verifier(specimens.all().get(0));
        Set<String> genuine = new HashSet<>();
        // Also those that stand behind a wrong address: with the right one before them they are good cards.
        specimens.all().stream()
                .flatMap(specimen -> Stream.of(specimen.text(), specimen.text().replaceFirst("^.*(?=/v#)", House.BASE)))
                .filter(text -> verifier.verify(text, specimens.house.now) instanceof CardVerdict.Valid)
                .forEach(text -> genuine.add(bytes(text)));
        specimens.undamaged().forEach(message -> genuine.add(HexFormat.of().formatHex(message)));
        byte[][] seeds = specimens.all().stream()
                .map(Specimen::text)
                .map(text -> text.getBytes(StandardCharsets.UTF_8))
                .filter(text -> text.length > 0)
                .toArray(byte[][]::new);
        long texts = new Fuzz(1, LIMIT, seeds).run("text of a card", Fuzz.share(3), input -> {
            String text = new String(input, StandardCharsets.UTF_8);
            CardVerdict verdict = verifier.verify(text, specimens.house.now);
            assertThat(verdict instanceof CardVerdict.Valid && !genuine.contains(bytes(text)))
                    .isFalse();
        });
        byte[][] cards = specimens.all().stream()
                .map(specimen -> CardText.read(specimen.text(), specimens.trust.bases()))
                .filter(ScannedText.Encoded.class::isInstance)
                .map(read -> ((ScannedText.Encoded) read).bytes())
                .toArray(byte[][]::new);
        long bytes = new Fuzz(2, LIMIT, cards).run("bytes of a card", Fuzz.share(3), input -> {
            CardVerdict verdict = verifier.verify(input, specimens.house.now);
            assertThat(verdict instanceof CardVerdict.Valid
                            && !genuine.contains(HexFormat.of().formatHex(input)))
                    .isFalse();
        });
        assertThat(texts + bytes).isPositive();
    }

    @Test
    void lists() {
        byte[] cwt = specimens.cwt(specimens.tokens.get(0));
        byte[] signed = StatusListCwt.read(cwt).message().payload();
        String trust = TrustListJws.sign(specimens.trust, specimens.house.trustKey.bare());
        long lists = new Fuzz(3, 64_000, cwt).run("status list", Fuzz.share(6), input -> {
            StatusLookup found = specimens.shelf.put(House.SHARD, input);
            // The tag and the unprotected header are nothing that is signed.
            assertThat(found instanceof StatusLookup.Found
                            && !Arrays.equals(
                                    StatusListCwt.read(input).message().payload(), signed))
                    .isFalse();
        });
        TrustListJws reader = new TrustListJws(specimens.house.providers);
        long trusts = new Fuzz(4, 64_000, trust.getBytes(StandardCharsets.US_ASCII))
                .run("trust list", Fuzz.share(6), input -> {
                    try {
                        reader.read(new String(input, StandardCharsets.ISO_8859_1), specimens.house.trustKey.open());
                    } catch (EcardException e) {
                        assertThat(e).hasMessageNotContaining("null");
                    }
                });
        assertThat(lists + trusts).isPositive();
    }

    private String bytes(String text) {
        return CardText.read(text, specimens.trust.bases()) instanceof ScannedText.Encoded encoded
                ? HexFormat.of().formatHex(encoded.bytes())
                : "";
    }
}
