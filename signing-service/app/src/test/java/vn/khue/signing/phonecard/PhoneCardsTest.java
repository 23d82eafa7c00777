package vn.khue.signing.phonecard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static vn.khue.signing.house.HostDesk.require;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataIntegrityViolationException;
import vn.khue.directory.Position;
import vn.khue.ecard.CardProblem;
import vn.khue.ecard.verify.CardVerdict;
import vn.khue.signing.card.CardPlaces;
import vn.khue.signing.house.Browser;
import vn.khue.signing.house.CardDesk;
import vn.khue.signing.house.HostDesk;
import vn.khue.signing.house.HostDesk.Answer;
import vn.khue.signing.house.HostDesk.Clerk;
import vn.khue.signing.house.Member;
import vn.khue.signing.house.School;
import vn.khue.signing.house.SigningHouse;

/** A card on a phone, as the service gives and ends it; who judges it knows us by our public lists alone. */
class PhoneCardsTest {
    private static int people;

    private static SigningHouse house;
    private static HostDesk hosts;
    private static CardDesk desk;

    @BeforeAll
    static void open() {
        house = SigningHouse.get();
        hosts = new HostDesk(house);
        desk = new CardDesk(house, "Đoàn Thị Điện Thoại");
    }

    @Test
    void aPhoneShowsItsCardForSomeSecondsAndNoOtherPhoneDoes() {
        Member pupil = desk.pupil("dt.hs1", "Nguyễn Hà My", "8a3-dien-thoai", "8A3");
        String card = desk.issued(pupil).text("id");
        TrialPhone phone = new TrialPhone();
        Answer held = require(phone.take(hosts.clerk(pupil), card, null, now()), 201);

        String shown = phone.shows(house.base(), held, now());
        CardVerdict verdict = desk.judged(shown, now());
        assertThat(verdict).isInstanceOf(CardVerdict.Valid.class);
        CardVerdict.Valid valid = (CardVerdict.Valid) verdict;
        assertThat(valid.fromPhone()).isTrue();
        assertThat(valid.card().fullName()).isEqualTo("Nguyễn Hà My");
        assertThat(valid.card().role()).isEqualTo("HOC_SINH");
        assertThat(valid.card().id()).hasToString(card);
        assertThat(shown.length()).as("what a code of version 16 holds").isLessThan(1200);
        assertThat(desk.problem(shown, now().plusSeconds(46))).contains(CardProblem.DEVICE_PROOF_OLD);
        assertThat(desk.problem(new TrialPhone().shows(house.base(), held, now()), now()))
                .contains(CardProblem.DEVICE_PROOF_FORGED);
        assertThat(house.events("CARD_CHANGED", "PHONE_ADDED")).isPositive();
        assertThat(house.events("CARD_CHANGED", "Nguyễn Hà My")).isZero();
        // Its own list of phones tells no card to anybody.
        Answer phones = hosts.clerk(pupil).get("/api/phone-cards?card=" + card);
        assertThat(phones.json().size()).isEqualTo(1);
        assertThat(phones.json().get(0).path("cose").isNull()).isTrue();
    }

    @Test
    void aSecondPhoneVoidsTheFirstAtOnce() {
        Member teacher = teacher("Trần Văn Hai Máy");
        Clerk person = hosts.clerk(teacher);
        String card = desk.issued(teacher).text("id");
        TrialPhone first = new TrialPhone();
        Answer held = require(first.take(person, card, null, now()), 201);
        TrialPhone second = new TrialPhone();
        assertThat(second.take(person, card, null, now()).problem())
                .as("whoever does not know of the first replaces none")
                .isEqualTo("phone-present");
        Answer next = require(second.take(person, card, held.text("id"), now()), 201);
        assertThat(desk.problem(first.shows(house.base(), held, now()), now())).contains(CardProblem.REPLACED);
        assertThat(desk.problem(second.shows(house.base(), next, now()), now())).isEmpty();
        assertThat(house.events("CARD_CHANGED", "PHONE_ENDED")).isPositive();
    }

    @Test
    void aLostPhoneEndsAndTheCardStays() {
        Member teacher = teacher("Lê Thị Rơi Máy");
        Clerk person = hosts.clerk(teacher);
        Answer card = desk.issued(teacher);
        TrialPhone phone = new TrialPhone();
        Answer held = require(phone.take(person, card.text("id"), null, now()), 201);
        String end = "/api/phone-cards/" + held.text("id") + "/end";
        assertThat(hosts.clerk(teacher("Phạm Văn Tò Mò"))
                        .post(end, "{\"cause\":\"lost\"}")
                        .status())
                .isEqualTo(403);
        assertThat(person.post(end, "{\"cause\":\"Bà Lan kể là…\"}").problem()).isEqualTo("card-cause-unknown");
        require(person.post(end, "{\"cause\":\"lost\"}"), 200);
        assertThat(desk.problem(phone.shows(house.base(), held, now()), now())).contains(CardProblem.REVOKED);
        assertThat(desk.problem(card.text("text"), now())).isEmpty();
        assertThat(person.post(end, "{\"cause\":\"lost\"}").problem()).isEqualTo("card-state");
        // A new phone gets it, and an officer ends that one.
        TrialPhone next = new TrialPhone();
        Answer again = require(next.take(person, card.text("id"), null, now()), 201);
        require(desk.officer.post("/api/phone-cards/" + again.text("id") + "/end", "{\"cause\":\"stolen\"}"), 200);
        assertThat(desk.problem(next.shows(house.base(), again, now()), now())).contains(CardProblem.REVOKED);
    }

    @Test
    void aPhoneHoldsNoLongerThanItsCard() {
        Member teacher = teacher("Vũ Thị Theo Thẻ");
        String card = desk.issued(teacher).text("id");
        TrialPhone phone = new TrialPhone();
        Answer held = require(phone.take(hosts.clerk(teacher), card, null, now()), 201);
        require(desk.officer.post("/api/cards/" + card + "/suspend", "{\"cause\":\"misused\"}"), 200);
        assertThat(desk.problem(phone.shows(house.base(), held, now()), now())).contains(CardProblem.SUSPENDED);
        assertThat(new TrialPhone()
                        .take(hosts.clerk(teacher), card, held.text("id"), now())
                        .problem())
                .isEqualTo("card-state");
        require(desk.officer.post("/api/cards/" + card + "/resume"), 200);
        assertThat(desk.problem(phone.shows(house.base(), held, now()), now())).isEmpty();
        require(desk.officer.post("/api/cards/" + card + "/revoke", "{\"cause\":\"left\"}"), 200);
        assertThat(desk.problem(phone.shows(house.base(), held, now()), now())).contains(CardProblem.REVOKED);
    }

    @Test
    void onlyTheOwnCardAndAKeyThatIsThere() {
        Member teacher = teacher("Hoàng Thị Thử");
        Clerk person = hosts.clerk(teacher);
        String card = desk.issued(teacher).text("id");
        TrialPhone phone = new TrialPhone();
        for (Clerk other : List.of(
                desk.officer,
                hosts.security,
                hosts.clerk(house.school().principal()),
                hosts.clerk(teacher("Đỗ Văn Khác")))) {
            assertThat(other.post("/api/phone-cards/challenges", "{\"card\":\"" + card + "\"}")
                            .status())
                    .isEqualTo(403);
        }
        assertThat(person.post("/api/phone-cards/challenges", "{\"card\":\"0123456789abcdef\"}")
                        .status())
                .isEqualTo(403);
        assertThat(person.post("/api/phone-cards/challenges", "{\"card\":\"' or 1=1 --\"}")
                        .status())
                .isEqualTo(404);

        byte[] asked = TrialPhone.asked(person, card);
        byte[] proof = phone.proof(asked, now());
        // Another key's proof, another challenge, another time, no proof at all, too long a one.
        assertThat(new TrialPhone().bring(person, card, null, proof).problem()).isEqualTo("phone-proof-wrong");
        assertThat(phone.bring(person, card, null, phone.proof(new byte[42], now()))
                        .problem())
                .isEqualTo("phone-proof-wrong");
        for (long seconds : new long[] {-120, 120}) {
            assertThat(phone.bring(person, card, null, phone.proof(asked, now().plusSeconds(seconds)))
                            .problem())
                    .isEqualTo("phone-clock-wrong");
        }
        assertThat(phone.bring(person, card, null, new byte[0]).problem()).isEqualTo("phone-proof-wrong");
        assertThat(phone.bring(person, card, null, new byte[500]).problem()).isEqualTo("phone-proof-wrong");
        assertThat(phone.bring(person, card, null, new byte[5000]).status()).isEqualTo(413);
        assertThat(person.post(
                                "/api/phone-cards",
                                "{\"card\":\"" + card
                                        + "\",\"key\":{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"AA\",\"y\":\"AA\"},\"proof\":\"AA\"}")
                        .problem())
                .isEqualTo("phone-proof-wrong");
        Answer held = require(phone.bring(person, card, null, proof), 201);
        assertThat(phone.bring(person, card, held.text("id"), proof).problem())
                .as("asked once")
                .isEqualTo("phone-proof-wrong");
        assertThat(phone.take(person, card, held.text("id"), now()).problem()).isEqualTo("phone-key-known");
    }

    @Test
    void aBadgeBringsNoCardOntoAPhone() {
        Member pupil = desk.pupil("dt.hs2", "Tráng Thị Thẻ", "8a3-dien-thoai", "8A3");
        String card = desk.issued(pupil).text("id");
        Browser browser = house.byBadge(pupil);
        Clerk person = new Clerk(pupil, browser, browser.get("/certificates"));
        assertThat(new TrialPhone().take(person, card, null, now()).problem()).isEqualTo("card-needs-password");
        require(new TrialPhone().take(hosts.clerk(pupil), card, null, now()), 201);
    }

    @Test
    void aCardForADayComesOntoNoPhoneAndIntoNoWallet() {
        Member pupil = desk.pupil("dt.hs3", "Mạc Thị Một Ngày", "8a3-dien-thoai", "8A3");
        String own = desk.issued(pupil).text("id");
        String temporary = desk.temporary(pupil);
        Clerk person = hosts.clerk(pupil);
        Answer asked = person.post("/api/phone-cards/challenges", "{\"card\":\"" + temporary + "\"}");
        assertThat(asked.problem()).isEqualTo("card-temporary");
        // Not with a challenge of the other card either.
        TrialPhone phone = new TrialPhone();
        byte[] proof = phone.proof(TrialPhone.asked(person, own), now());
        assertThat(phone.bring(person, temporary, null, proof).problem()).isEqualTo("card-temporary");
        assertThat(person.browser().get("/my-card/phones").body())
                .contains("data-card=\"" + own + "\"")
                .doesNotContain(temporary);
        assertThat(person.browser().get("/wallet").body())
                .contains("data-card=\"" + own + "\"")
                .doesNotContain(temporary);
        assertThat(person.post("/api/wallet/offers", "{\"card\":\"" + temporary + "\"}")
                        .problem())
                .isEqualTo("card-temporary");
        require(new TrialPhone().take(person, own, null, now()), 201);
    }

    @Test
    void phonesUseUpNoPlaceOfTheCardsAndNoNumberIsGivenTwice() {
        long before = cardNumbers();
        for (int i = 0; i < 8; i++) {
            Member teacher = teacher("Ngô Văn Chỗ " + i);
            require(
                    new TrialPhone()
                            .take(hosts.clerk(teacher), desk.issued(teacher).text("id"), null, now()),
                    201);
        }
        assertThat(cardNumbers() - before)
                .as("places of eight cards, and of no phone")
                .isEqualTo(8);
        assertThat(number("select count(*) from card_phone where shard not between 32 and 47"))
                .isZero();
        assertThat(number("select count(*) from (select shard, place from card union all select shard, place from"
                        + " card_phone union all select shard, place from wallet_credential) each group by shard, place"
                        + " having count(*) > 1"))
                .isZero();
        // No list takes what belongs to another kind.
        for (String wrong : List.of(
                "update card set shard = 32 where id = (select id from card limit 1)",
                "update card_phone set shard = 16 where id = (select id from card_phone limit 1)")) {
            assertThatThrownBy(() -> house.database().sql(wrong).update())
                    .isInstanceOf(DataIntegrityViolationException.class);
        }
        assertThat(CardPlaces.shown()).hasSize(32).contains(0, 15, 32, 47).doesNotContain(16, 31, 48);
    }

    /** Numbers of the cards' lists that were given. */
    private static long cardNumbers() {
        return number("select sum(next_number) from card_shard where shard < 16");
    }

    private static long number(String sql) {
        return house.database().sql(sql).query(Long.class).optional().orElse(0L);
    }

    @Test
    void aChallengeEndsAndSoDoPhonesOfOneDay() {
        Member teacher = teacher("Bùi Thị Nhiều Máy");
        Clerk person = hosts.clerk(teacher);
        String card = desk.issued(teacher).text("id");
        byte[] asked = TrialPhone.asked(person, card);
        house.database()
                .sql("update card_phone_challenge set expires_at = :now")
                .param("now", Timestamp.from(now()))
                .update();
        assertThat(new TrialPhone()
                        .bring(person, card, null, new TrialPhone().proof(asked, now()))
                        .problem())
                .isEqualTo("phone-proof-wrong");
        String before = null;
        for (int i = 0; i < 5; i++) {
            before = require(new TrialPhone().take(person, card, before, now()), 201)
                    .text("id");
        }
        Answer sixth = new TrialPhone().take(person, card, before, now());
        assertThat(sixth.problem()).isEqualTo("phone-too-often");
        assertThat(sixth.status()).isEqualTo(429);
    }

    private static Member teacher(String name) {
        return School.member(house.writer(), "dt.gv" + ++people, name, Position.GIAO_VIEN, School.HERE);
    }

    private static Instant now() {
        return house.clock().instant();
    }
}
