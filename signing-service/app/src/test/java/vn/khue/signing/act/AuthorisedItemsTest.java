package vn.khue.signing.act;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import vn.khue.audit.event.Actor;
import vn.khue.directory.Directory;
import vn.khue.directory.Position;
import vn.khue.signing.authorisation.Authorisation;
import vn.khue.signing.authorisation.AuthorisationStore;
import vn.khue.signing.authorisation.AuthorisedItem;
import vn.khue.signing.authorisation.ItemOutcome;
import vn.khue.signing.authorisation.Purpose;
import vn.khue.signing.document.ContentDigest;
import vn.khue.signing.document.DocumentStore;
import vn.khue.signing.house.Browser;
import vn.khue.signing.house.Desk;
import vn.khue.signing.house.Member;
import vn.khue.signing.house.Papers;
import vn.khue.signing.house.School;
import vn.khue.signing.house.SigningHouse;
import vn.khue.signing.rights.ActingPerson;
import vn.khue.web.login.MemberUnit;
import vn.khue.web.login.SignedInPerson;

/** One document of a batch is carried out with the standing of its moment, and once. */
class AuthorisedItemsTest {
    private static final ZoneId VIETNAM = ZoneId.of("Asia/Ho_Chi_Minh");

    private static SigningHouse house;
    private static Desk desk;

    @BeforeAll
    static void open() {
        house = SigningHouse.get();
        desk = new Desk(house);
        desk.ready();
    }

    @Test
    void whoseAppointmentEndsInTheMiddleOfABatchSignsNothingMore() {
        Member deputy = School.member(house.writer(), "giua.lv", "Lê Văn Giữa", Position.PHO_HIEU_TRUONG, School.HERE);
        desk.delegate(deputy);
        ActingPerson person = acting(deputy);
        Authorisation used = used(person, List.of(waitingFor(deputy), waitingFor(deputy)));
        AuthorisedItems items = house.bean(AuthorisedItems.class);

        // The right is there: only the certificate is missing.
        assertThat(items.carryOut(person, used.id(), Purpose.SIGN, used.items().get(0)))
                .isTrue();
        assertThat(item(used, 0).refusal()).contains("NO_CERTIFICATE");

        house.bean(Directory.class).appointmentsAt(deputy.unit(), LocalDate.now(VIETNAM)).stream()
                .filter(appointment -> appointment.person().equals(deputy.id()))
                .forEach(appointment -> house.writer()
                        .closeAppointment(
                                appointment.id(), LocalDate.now(VIETNAM).minusDays(1)));
        assertThat(items.carryOut(person, used.id(), Purpose.SIGN, used.items().get(1)))
                .isTrue();
        assertThat(item(used, 1).outcome()).isEqualTo(ItemOutcome.FAILED);
        assertThat(item(used, 1).refusal().orElse("")).isIn("NO_APPOINTMENT", "ROLE_NOT_ALLOWED");
    }

    @Test
    void whatCameOfAnItemIsWrittenOnce() {
        Member principal = house.school().principal();
        ActingPerson person = acting(principal);
        UUID document = desk.waiting();
        Authorisation used = used(person, List.of(document));
        AuthorisedItems items = house.bean(AuthorisedItems.class);

        assertThat(items.carryOut(person, used.id(), Purpose.SIGN, used.items().get(0)))
                .isTrue();
        assertThat(desk.state(document)).isEqualTo("SIGNED");
        assertThat(items.carryOut(person, used.id(), Purpose.SIGN, used.items().get(0)))
                .as("a second time there is nothing left to do, and nothing fails")
                .isTrue();
        assertThat(item(used, 0).outcome()).isEqualTo(ItemOutcome.DONE);
        assertThat(house.events("DOCUMENT_SIGNED", used.id().toString())).isEqualTo(1);
    }

    private static Authorisation used(ActingPerson person, List<UUID> documents) {
        AuthorisationStore store = house.bean(AuthorisationStore.class);
        Map<UUID, ContentDigest> shown = new java.util.LinkedHashMap<>();
        documents.forEach(id -> shown.put(
                id, house.bean(DocumentStore.class).find(id).orElseThrow().current()));
        UUID id = store.propose(Purpose.SIGN, person.id(), person.unit(), shown).id();
        return store.use(id, person.id());
    }

    private static AuthorisedItem item(Authorisation authorisation, int number) {
        return house.bean(AuthorisationStore.class)
                .find(authorisation.id(), authorisation.person())
                .orElseThrow()
                .items()
                .get(number);
    }

    private static UUID waitingFor(Member deputy) {
        byte[] file = Papers.decision(
                "Về việc " + UUID.randomUUID(), List.of("KT. HIỆU TRƯỞNG", "PHÓ HIỆU TRƯỞNG"), deputy.name());
        return Browser.id(desk.submit(house.as(house.school().teacher()), file, deputy));
    }

    /** As a request had it when the batch began. */
    private static ActingPerson acting(Member member) {
        MemberUnit unit = new MemberUnit(member.unit(), "Trường THCS Thị Trấn 2", "TRUONG");
        return new ActingPerson(
                new SignedInPerson(
                        member.id(),
                        member.uid(),
                        member.name(),
                        List.of(member.role()),
                        List.of(unit),
                        Optional.of(unit)),
                house.bean(Directory.class)
                        .standing(member.id(), LocalDate.now(VIETNAM))
                        .orElseThrow(),
                member.unit(),
                unit.name(),
                Actor.person(member.id()));
    }
}
