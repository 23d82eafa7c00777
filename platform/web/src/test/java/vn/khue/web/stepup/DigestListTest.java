package vn.khue.web.stepup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

final class DigestListTest {

    /** FIPS 180-4 example: SHA-256 of "abc". */
    private static final String ABC = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    @Test
    void digestsAsTheStandardSays() {
        assertThat(Sha256.of("abc").hex()).isEqualTo(ABC);
        assertThat(Sha256.of("abc").inFours()).startsWith("ba78 16bf 8f01 ").endsWith(" f200 15ad");
    }

    /** {@code printf 'abc' > f; sha256sum f f | cut -c1-64 | sha256sum}. */
    @Test
    void sumsUpAsAnyoneCanWithTheShell() throws Exception {
        Process shell = new ProcessBuilder(
                        "sh",
                        "-c",
                        "d=$(mktemp -d); printf abc > $d/a; printf def > $d/b; sha256sum $d/a $d/b | cut -c1-64 | sha256sum;"
                                + " rm -r $d")
                .start();
        String summed = new String(shell.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.US_ASCII);

        assertThat(DigestList.of(Sha256.of("abc"), Sha256.of("def")).summary().hex())
                .isEqualTo(summed.substring(0, 64));
    }

    @Test
    void orderAndRepetitionCount() {
        Sha256 one = Sha256.of("1");
        Sha256 two = Sha256.of("2");

        assertThat(DigestList.of(one, two).summary())
                .isNotEqualTo(DigestList.of(two, one).summary())
                .isNotEqualTo(DigestList.of(one, two, two).summary());
    }

    @Test
    void holdsOneToTwoThousand() {
        assertThatThrownBy(() -> new DigestList(List.of())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new DigestList(Collections.nCopies(2_001, Sha256.of("1"))))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(new DigestList(Collections.nCopies(2_000, Sha256.of("1"))).count())
                .isEqualTo(2_000);
    }

    @Test
    void refusesWhatIsNoDigest() {
        for (String strange : new String[] {"", ABC.substring(1), ABC.toUpperCase(java.util.Locale.ROOT), ABC + "\n"}) {
            assertThatThrownBy(() -> new Sha256(strange)).isInstanceOf(IllegalArgumentException.class);
        }
    }
}
