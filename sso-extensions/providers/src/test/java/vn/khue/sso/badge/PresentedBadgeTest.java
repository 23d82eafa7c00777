package vn.khue.sso.badge;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class PresentedBadgeTest {
    private final BadgeHash hash = new BadgeHash("a key of at least sixteen characters");

    @Test
    void bothTextsOfABadgeAreReadAndNoTwoAreEqual() {
        var seen = new HashSet<String>();
        for (int i = 0; i < 200; i++) {
            BadgeSecret secret = BadgeSecret.random(new SecureRandom());
            PresentedBadge scanned = PresentedBadge.of(secret.qr()).orElseThrow();
            PresentedBadge typed = PresentedBadge.of(secret.code()).orElseThrow();
            assertThat(scanned.kind()).isEqualTo(PresentedBadge.Kind.SECRET);
            assertThat(typed.kind()).isEqualTo(PresentedBadge.Kind.CODE);
            assertThat(seen.add(scanned.hash(hash))).isTrue();
            assertThat(seen.add(typed.hash(hash))).isTrue();
            assertThat(secret.toString()).doesNotContain(secret.code());
        }
    }

    @Test
    void whatChildrenTypeIsTakenAsItIsMeant() {
        PresentedBadge meant = PresentedBadge.of("KH2A-7P01").orElseThrow();

        assertThat(PresentedBadge.of(" kh2a 7pol ")).contains(meant);
        assertThat(PresentedBadge.of("KH2A7PO1")).contains(meant);
    }

    @Test
    void whatIsNoBadgeIsNothing() {
        for (String text : List.of(
                "",
                "KH2A-7PQ",
                "KH2A-7PQUM",
                "KHUE1:ABC",
                "KHUE2:AAAAAAAAAAAAAAAAAAAAAAAAAA",
                "' or 1=1",
                "A".repeat(65))) {
            assertThat(PresentedBadge.of(text)).as(text).isEmpty();
        }
        assertThat(PresentedBadge.of(null)).isEmpty();
    }

    @Test
    void equalPicturesOfTwoChildrenHaveDifferentHashes() {
        var pictures = new Pictures(List.of(1, 2, 3));

        assertThat(pictures.hash(hash, new UUID(0, 1))).isNotEqualTo(pictures.hash(hash, new UUID(0, 2)));
        assertThat(pictures.hash(hash, new UUID(0, 1)))
                .isNotEqualTo(new Pictures(List.of(3, 2, 1)).hash(hash, new UUID(0, 1)));
        assertThat(pictures.hash(hash, new UUID(0, 1)))
                .isNotEqualTo(pictures.hash(new BadgeHash("another key of sixteen"), new UUID(0, 1)));
        for (String text : List.of("0", "13", "01", "1 ", "x", "-1")) {
            assertThat(Pictures.pressed(text)).as(text).isEmpty();
        }
    }
}
