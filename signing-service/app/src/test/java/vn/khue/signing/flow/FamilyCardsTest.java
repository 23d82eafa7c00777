package vn.khue.signing.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import vn.khue.directory.GuardianKind;
import vn.khue.directory.GuardianScope;
import vn.khue.ecard.CardProblem;
import vn.khue.signing.house.Browser;
import vn.khue.signing.house.Browser.Page;
import vn.khue.signing.house.CardDesk;
import vn.khue.signing.house.Family;
import vn.khue.signing.house.HostDesk;
import vn.khue.signing.house.HostDesk.Answer;
import vn.khue.signing.house.Member;
import vn.khue.signing.house.School;
import vn.khue.signing.house.SchoolClass;
import vn.khue.signing.house.SigningHouse;

/** A parent says that a child's card is lost: it stops at once, the school is told, and nobody else can. */
class FamilyCardsTest {
    private static final String HOME = "/family/cards";

    private static SigningHouse house;
    private static CardDesk desk;

    @BeforeAll
    static void open() {
        house = SigningHouse.get();
        desk = new CardDesk(house, "Đoàn Thị Gia Đình");
    }

    @Test
    void theCardStopsBeforeTheAnswerAndTheSchoolIsTold() {
        SchoolClass group = SchoolClass.in(house, School.HERE, "6P1", "Phan Gia Bảo", "Phan Gia Hân");
        Member son = group.pupils().get(0);
        Answer card = desk.issued(son);
        Answer other = desk.issued(group.pupils().get(1));
        Member mother = Family.guardian(
                house, "Vũ Thị Mẹ", GuardianKind.MOTHER, son, GuardianScope.RECORDS, GuardianScope.ACCOUNT);
        Browser parent = house.asGuardian(mother);

        Page page = parent.get(HOME);
        assertThat(page.status()).as(page.body()).isEqualTo(200);
        assertThat(page.body()).contains("Phan Gia Bảo").doesNotContain("Phan Gia Hân");
        Page done = parent.post(page, HOME + "/" + card.text("id") + "/lost");

        assertThat(done.body()).contains("Đã báo mất").contains("data-status=\"SUSPENDED\"");
        assertThat(desk.problem(card.text("text"), house.clock().instant())).contains(CardProblem.SUSPENDED);
        assertThat(desk.problem(other.text("text"), house.clock().instant())).isEmpty();
        assertThat(house.events("CARD_CHANGED", "PHU_HUYNH")).isPositive();
        for (Browser school : new Browser[] {
            house.as(house.school().principal()), house.as(house.school().schoolIt()), house.as(group.formTeacher())
        }) {
            assertThat(school.get("/card-office?unit=" + School.HERE).body())
                    .contains("data-lost=\"" + son.id() + "\" data-by=\"guardian\"")
                    .contains("Phụ huynh báo");
        }
        assertThat(parent.post(done, HOME + "/" + card.text("id") + "/lost").status())
                .as("lost already")
                .isEqualTo(409);

        // Found: the card officer opens it again, and the school has nothing to look after.
        HostDesk.require(desk.officer.post("/api/cards/" + card.text("id") + "/resume"), 200);
        assertThat(house.as(group.formTeacher())
                        .get("/card-office?unit=" + School.HERE)
                        .body())
                .doesNotContain("data-lost=\"" + son.id());
    }

    @Test
    void nobodyReportsTheCardOfSomebodyElsesChild() {
        Member pupil = desk.pupil("gd.hs1", "Tạ Minh Khôi", "8a3-gia-dinh", "8A3");
        Member cousin = desk.pupil("gd.hs2", "Tạ Minh Châu", "8a3-gia-dinh", "8A3");
        String card = desk.issued(pupil).text("id");
        String lost = HOME + "/" + card + "/lost";
        Member readsOnly = Family.guardian(house, "Tạ Văn Đọc", GuardianKind.FATHER, pupil, GuardianScope.RECORDS);
        Member ofCousin = Family.guardian(house, "Tạ Văn Chú", GuardianKind.FATHER, cousin, GuardianScope.ACCOUNT);
        Member former = Family.guardian(house, "Lê Thị Cũ", GuardianKind.GUARDIAN, cousin, GuardianScope.ACCOUNT);
        UUID ended = Family.of(house, former, GuardianKind.GUARDIAN, pupil, GuardianScope.ACCOUNT);
        house.writer()
                .closeGuardianship(
                        ended,
                        LocalDate.now(java.time.ZoneId.of("Asia/Ho_Chi_Minh")).minusDays(1));
        for (Browser other : new Browser[] {
            house.asGuardian(readsOnly),
            house.asGuardian(ofCousin),
            house.asGuardian(former),
            house.as(house.school().teacher()),
            house.as(cousin)
        }) {
            Page own = other.get(HOME);
            assertThat(own.body()).doesNotContain(card);
            assertThat(other.post(own, lost).status()).isEqualTo(404);
            assertThat(other.post(own, HOME + "/0123456789abcdef/lost").status())
                    .as("as if there were none")
                    .isEqualTo(404);
        }
        assertThat(house.database()
                        .sql("select count(*) from card_lost_report where card = :id")
                        .param("id", java.util.HexFormat.of().parseHex(card))
                        .query(Long.class)
                        .single())
                .isZero();
        assertThat(house.events("ACCESS_DENIED", "REPORT_CHILDS_CARD_LOST")).isPositive();
        assertThat(house.asGuardian(readsOnly).get(HOME).body()).contains("giáo viên chủ nhiệm");
    }

    @Test
    void reportsOfOneDayEnd() {
        Member pupil = desk.pupil("gd.hs3", "Quách Thành Danh", "8a3-gia-dinh", "8A3");
        String card = desk.issued(pupil).text("id");
        Member father = Family.guardian(house, "Quách Văn Ba", GuardianKind.FATHER, pupil, GuardianScope.ACCOUNT);
        Browser parent = house.asGuardian(father);
        String lost = HOME + "/" + card + "/lost";
        for (int i = 0; i < 6; i++) {
            assertThat(parent.post(parent.get(HOME), lost).status()).isEqualTo(200);
            HostDesk.require(desk.officer.post("/api/cards/" + card + "/resume"), 200);
        }
        Page seventh = parent.post(parent.get(HOME), lost);
        assertThat(seventh.status()).isEqualTo(429);
        assertThat(seventh.body()).contains("gọi nhà trường");
        assertThat(desk.officer.get("/api/cards/" + card).text("status")).isEqualTo("VALID");
        house.database()
                .sql(
                        "update card_lost_report set reported_at = reported_at - interval '2 days' where reported_by = :by")
                .param("by", father.id())
                .update();
        assertThat(parent.post(parent.get(HOME), lost).status()).isEqualTo(200);
    }
}
