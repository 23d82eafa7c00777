package vn.khue.ecard.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import vn.khue.ecard.CardProblem;
import vn.khue.ecard.House;
import vn.khue.ecard.Specimen;
import vn.khue.ecard.Specimens;
import vn.khue.ecard.credential.CardClaims;
import vn.khue.ecard.issue.IssuedCard;
import vn.khue.ecard.qr.CardText;
import vn.khue.pki.CryptoProviders;

/** Every card that holds does, and every other is refused for its own reason. */
class VerdictTest {
    private static final Specimens SPECIMENS = new Specimens(new House(Instant.parse("2026-11-27T03:00:00Z")));

    static List<Specimen> specimens() {
        return SPECIMENS.all();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("specimens")
    void isJudgedForWhatItIs(Specimen specimen) {
        CardVerdict verdict = SPECIMENS.verifier(specimen).verify(specimen.text(), specimen.at());

        assertThat(House.problem(verdict)).isEqualTo(specimen.expected());
        if (verdict instanceof CardVerdict.Valid valid) {
            assertThat(valid.fromPhone()).isEqualTo(specimen.fromPhone());
            assertThat(valid.card().fullName()).isEqualTo("Nguyễn Thị Hoà Bình");
        }
    }

    @Test
    void everyProblemHasASpecimen() {
        var shown = SPECIMENS.all().stream().flatMap(s -> s.expected().stream()).collect(Collectors.toSet());

        assertThat(shown).containsAll(EnumSet.allOf(CardProblem.class));
    }

    @Test
    void bothProvidersJudgeAlike() {
        for (Specimen specimen : SPECIMENS.all()) {
            CardVerifier portable = new CardVerifier(
                    specimen.trusted() ? Optional.of(SPECIMENS.trust) : Optional.empty(),
                    SPECIMENS.shelf,
                    CryptoProviders.portable());

            assertThat(House.problem(portable.verify(specimen.text(), specimen.at())))
                    .as(specimen.name())
                    .isEqualTo(specimen.expected());
        }
    }

    @Test
    void noBitOfACardMayChange() {
        House house = new House();
        IssuedCard card = house.card();
        assertThat(house.judge(card.cose())).isInstanceOf(CardVerdict.Valid.class);
        for (int bit = 0; bit < 8 * card.cose().length; bit++) {
            byte[] altered = card.cose().clone();
            altered[bit / 8] ^= (byte) (1 << bit % 8);

            CardVerdict verdict = house.judge(altered);

            assertThat(verdict).as("bit " + bit).isInstanceOf(CardVerdict.Refused.class);
            assertThat(((CardVerdict.Refused) verdict).card())
                    .as("nothing of an altered card is believed")
                    .isEqualTo(Optional.empty());
        }
    }

    @Test
    void aRevokedCardStillSaysWhoseItWas() {
        House house = new House();
        IssuedCard card = house.card();
        house.shelf.put(
                House.SHARD,
                house.list(
                        house.now,
                        vn.khue.ecard.status.CardStatus.REVOKED,
                        card.claims().status().index()));

        assertThat(house.judge(card.cose()))
                .isEqualTo(new CardVerdict.Refused(CardProblem.REVOKED, Optional.of(card.claims())));
    }

    @Test
    void aCardComesBackAsItWasWritten() {
        House house = new House();
        IssuedCard card = house.card();

        CardClaims read = ((CardVerdict.Valid) house.judge(card.cose())).card();

        assertThat(read).isEqualTo(card.claims());
        assertThat(CardText.of(House.BASE, card.cose())).hasSizeLessThan(700);
    }

    @Test
    void nothingIsNoCard() {
        House house = new House();

        assertThat(House.problem(house.verifier().verify((String) null, house.now)))
                .contains(CardProblem.NOT_A_CARD);
        assertThat(House.problem(house.verifier().verify(new byte[0], house.now)))
                .contains(CardProblem.MALFORMED_CBOR);
    }
}
