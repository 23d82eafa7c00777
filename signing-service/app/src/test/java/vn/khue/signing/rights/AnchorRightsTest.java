package vn.khue.signing.rights;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import vn.khue.directory.Appointment;
import vn.khue.directory.AppointmentKind;
import vn.khue.directory.Person;
import vn.khue.directory.PersonName;
import vn.khue.directory.PersonStatus;
import vn.khue.directory.Position;
import vn.khue.directory.Sex;
import vn.khue.directory.Standing;
import vn.khue.directory.Validity;
import vn.khue.signing.refusal.Refusal;

/** Every cell on a trust anchor: position × action × asker or not × acting unit. What is not listed is denied. */
class AnchorRightsTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 26);
    private static final UUID ME = UUID.fromString("00000000-0000-4000-8000-000000000001");
    private static final UUID OTHER = UUID.fromString("00000000-0000-4000-8000-000000000002");
    private static final String HERE = "van-hanh";

    /** Written from roles.md: trust anchors are the platform administrator's, under four eyes. */
    private static final Set<String> ALLOWED = Set.of(
            "QT_NEN_TANG APPROVE_TRUST_ANCHOR OTHER",
            "QT_NEN_TANG REFUSE_TRUST_ANCHOR OTHER",
            "QT_NEN_TANG REFUSE_TRUST_ANCHOR ME",
            "QT_NEN_TANG REMOVE_TRUST_ANCHOR OTHER",
            "QT_NEN_TANG REMOVE_TRUST_ANCHOR ME");

    private final SigningRights rights = new SigningRights();

    @Test
    void everyCellOnAnAnchor() {
        Set<String> found = new TreeSet<>();
        for (Position position : Position.values()) {
            for (SigningAction action : SigningAction.values()) {
                for (UUID asker : List.of(ME, OTHER)) {
                    if (decide(position, action, new Subject.OfAnchor(HERE, asker)) instanceof Decision.Allowed) {
                        found.add(position.role() + " " + action + (asker.equals(ME) ? " ME" : " OTHER"));
                    }
                    assertThat(decide(position, action, new Subject.OfAnchor("noi-khac", asker)))
                            .as(position + " " + action)
                            .isInstanceOf(Decision.Denied.class);
                }
            }
        }
        assertThat(found).isEqualTo(new TreeSet<>(ALLOWED));
    }

    @Test
    void theReasonNamesTheRuleAndADecisionNeedsItsAnchor() {
        assertThat(decide(Position.QT_NEN_TANG, SigningAction.APPROVE_TRUST_ANCHOR, new Subject.OfAnchor(HERE, ME)))
                .isEqualTo(new Decision.Denied(Refusal.OWN_ANCHOR));
        for (SigningAction action : List.of(
                SigningAction.APPROVE_TRUST_ANCHOR,
                SigningAction.REFUSE_TRUST_ANCHOR,
                SigningAction.REMOVE_TRUST_ANCHOR)) {
            assertThat(decide(Position.QT_NEN_TANG, action, new Subject.OfUnit(HERE)))
                    .isEqualTo(new Decision.Denied(Refusal.NOT_FOUND));
        }
    }

    private Decision decide(Position position, SigningAction action, Subject subject) {
        Appointment appointment = new Appointment(
                UUID.randomUUID(),
                ME,
                HERE,
                position,
                AppointmentKind.CHINH,
                Validity.since(LocalDate.of(2026, 8, 1)),
                Optional.empty());
        Person person = new Person(
                ME,
                "nen.mv",
                PersonName.of("Mạc Văn Nền"),
                Optional.empty(),
                Arrays.stream(Sex.values()).findFirst().orElseThrow(),
                Optional.empty(),
                PersonStatus.ACTIVE);
        return rights.decide(
                new Standing(person, TODAY, List.of(appointment), List.of(), List.of()),
                HERE,
                action,
                subject,
                List.of());
    }
}
