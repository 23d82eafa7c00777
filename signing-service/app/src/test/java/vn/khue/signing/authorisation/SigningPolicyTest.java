package vn.khue.signing.authorisation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import vn.khue.signature.pades.PadesLevel;
import vn.khue.signing.document.DocumentKind;

class SigningPolicyTest {
    private static final Instant NOW = Instant.parse("2026-11-26T02:00:00Z");
    private static final Instant TIMESTAMP_UNTIL = Instant.parse("2031-11-25T02:00:00Z");

    @Test
    void whatIsKeptLongerThanItsTimestampCanBeJudgedGetsASecondOne() {
        SigningPolicy policy = policy(Map.of(DocumentKind.QD, 5, DocumentKind.TB, 4, DocumentKind.NQ, 100), Set.of());
        assertThat(policy.sealLevel(DocumentKind.NQ, NOW, TIMESTAMP_UNTIL)).isEqualTo(PadesLevel.B_LTA);
        assertThat(policy.sealLevel(DocumentKind.QD, NOW, TIMESTAMP_UNTIL)).isEqualTo(PadesLevel.B_LTA);
        assertThat(policy.sealLevel(DocumentKind.TB, NOW, TIMESTAMP_UNTIL)).isEqualTo(PadesLevel.B_LT);
        assertThat(policy.sealLevel(DocumentKind.TB, NOW, NOW.plus(Duration.ofDays(365))))
                .as("a timestamp authority near its end")
                .isEqualTo(PadesLevel.B_LTA);
        assertThat(policy.sealLevel(DocumentKind.CV, NOW, TIMESTAMP_UNTIL))
                .as("of which nothing is known")
                .isEqualTo(PadesLevel.B_LT);
    }

    @Test
    void withoutAScheduleOfTheUnitWhatIsKeptForEverIsKnown() {
        SigningPolicy policy = policy(null, Set.of(DocumentKind.GM));
        for (DocumentKind kind : DocumentKind.values()) {
            boolean forEver = Set.of(DocumentKind.NQ, DocumentKind.QC, DocumentKind.QYD, DocumentKind.HOP_DONG)
                    .contains(kind);
            assertThat(policy.sealLevel(kind, NOW, TIMESTAMP_UNTIL))
                    .as(kind.name())
                    .isEqualTo(forEver ? PadesLevel.B_LTA : PadesLevel.B_LT);
            assertThat(policy.mustBeSeen(kind)).isEqualTo(kind != DocumentKind.GM);
        }
    }

    private static SigningPolicy policy(Map<DocumentKind, Integer> years, Set<DocumentKind> unseen) {
        return new SigningPolicy(
                Duration.ofMinutes(10),
                50,
                Duration.ofMinutes(30),
                1,
                PadesLevel.B_LT,
                PadesLevel.B_LT,
                years,
                unseen,
                Duration.ofDays(45),
                ArchiveProof.BOTH);
    }
}
