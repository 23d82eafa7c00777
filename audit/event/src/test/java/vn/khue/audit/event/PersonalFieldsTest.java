package vn.khue.audit.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class PersonalFieldsTest {

    private static final UUID PERSON = UUID.fromString("01900000-0000-7000-8000-000000000007");
    private static final Seal SEAL = new Seal("0123456789abcdef", "AAAA");

    private static AuditEvent event(Actor actor) {
        return AuditEvent.of(EventKind.LOGIN_FAILED, Outcome.FAILURE, actor, "sso", Clock.systemUTC())
                .unit("u1")
                .with(DetailKey.CLIENT, "khue-signing")
                .with(DetailKey.LOGIN_HASH, "c0ffee")
                .build();
    }

    private static Actor somebody() {
        return Actor.person(PERSON)
                .inSession("s-1")
                .from(Origin.seen("2001:db8::7", 50_312, "Mozilla/5.0 (X11; a=b; máy \"thử\" \\)"));
    }

    @Test
    void whatIsTakenOutCanBePutBack() {
        AuditEvent event = event(somebody());
        AuditEvent bare = PersonalFields.removed(event);
        String line = new String(EventJson.writeSealed(bare, SEAL), StandardCharsets.UTF_8);
        assertThat(line)
                .contains(PERSON.toString(), "khue-signing", "\"sealed\":{\"version\":1,\"key\":\"0123456789abcdef\"")
                .doesNotContain("2001:db8", "Mozilla", "50312", "s-1", "c0ffee");
        SealedEvent read = EventJson.readStored(line.getBytes(StandardCharsets.UTF_8));
        assertThat(read).isEqualTo(new SealedEvent(bare, Optional.of(SEAL)));
        assertThat(PersonalFields.restored(read.event(), PersonalFields.text(event)))
                .isEqualTo(event);
    }

    @Test
    void onlyPersonsWithSomethingPersonalAreSubjects() {
        assertThat(PersonalFields.subject(event(somebody()))).contains(PERSON);
        assertThat(PersonalFields.subject(event(Actor.service("khue-events").from(Origin.seen("10.0.0.1", null)))))
                .isEmpty();
        assertThat(PersonalFields.subject(event(Actor.unknown().from(Origin.seen("10.0.0.1", null)))))
                .as("nobody whose request could erase it")
                .isEmpty();
        AuditEvent plain = AuditEvent.of(
                        EventKind.LOGOUT, Outcome.SUCCESS, Actor.person(PERSON), "sso", Clock.systemUTC())
                .build();
        assertThat(PersonalFields.subject(plain)).isEmpty();
        assertThat(EventJson.readStored(EventJson.write(plain))).isEqualTo(new SealedEvent(plain, Optional.empty()));
    }

    @Test
    void theLongestFieldsFit() {
        AuditEvent event = AuditEvent.of(
                        EventKind.LOGIN_FAILED,
                        Outcome.FAILURE,
                        Actor.person(PERSON)
                                .inSession("s".repeat(128))
                                .from(Origin.seen("2001:db8::7", 1, "Ệ".repeat(256))),
                        "sso",
                        Clock.systemUTC())
                .with(DetailKey.LOGIN_HASH, "Ệ".repeat(1_000))
                .build();
        int sealed = PersonalFields.text(event).getBytes(StandardCharsets.UTF_8).length + 40;
        Seal seal = new Seal("0123456789abcdef", "A".repeat((sealed + 2) / 3 * 4));
        AuditEvent bare = PersonalFields.removed(event);
        assertThat(EventJson.readStored(EventJson.writeSealed(bare, seal)).event())
                .isEqualTo(bare);
    }

    /** A sender that could write seals could hide what it reports. */
    @Test
    void aSenderCannotSeal() {
        byte[] line = EventJson.writeSealed(PersonalFields.removed(event(somebody())), SEAL);
        assertThatThrownBy(() -> EventJson.read(line))
                .isInstanceOf(AuditEventException.class)
                .hasMessageContaining("/unmapped/sealed");
    }

    @Test
    void whatIsNoSealIsRefused() {
        assertThatThrownBy(() -> new Seal("0123", "AAAA")).isInstanceOf(AuditEventException.class);
        assertThatThrownBy(() -> new Seal("0123456789abcdef", "<>")).isInstanceOf(AuditEventException.class);
        for (String box : List.of("A".repeat(8_193), "A===", "A=A")) {
            assertThatThrownBy(() -> new Seal("0123456789abcdef", box)).isInstanceOf(AuditEventException.class);
        }
        assertThat(new Seal("0123456789abcdef", "A".repeat(8_192) + "==").box()).hasSize(8_194);
        AuditEvent bare = PersonalFields.removed(event(somebody()));
        for (String text : new String[] {"", "ip", "=x", "ip=::1\nport=x", "details.citizen=1"}) {
            assertThatThrownBy(() -> PersonalFields.restored(bare, text))
                    .as(text)
                    .isInstanceOf(AuditEventException.class);
        }
    }
}
