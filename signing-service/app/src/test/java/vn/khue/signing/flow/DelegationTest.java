package vn.khue.signing.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import vn.khue.directory.Directory;
import vn.khue.directory.Position;
import vn.khue.signing.house.Browser;
import vn.khue.signing.house.Browser.Page;
import vn.khue.signing.house.Browser.Part;
import vn.khue.signing.house.Desk;
import vn.khue.signing.house.Member;
import vn.khue.signing.house.Papers;
import vn.khue.signing.house.School;
import vn.khue.signing.house.SigningHouse;

/** A vice-principal signs within what the principal delegated, from its first day to its end, and not a moment longer. */
class DelegationTest {
    private static SigningHouse house;
    private static Desk desk;
    private static int people;

    @BeforeAll
    static void open() {
        house = SigningHouse.get();
        desk = new Desk(house);
        desk.ready();
    }

    @Test
    void withoutADelegationNothingIsSignedAndThePageSaysWhatToDo() {
        Member deputy = deputy();
        UUID id = waitingFor(deputy);
        Browser browser = house.as(deputy);
        Page page = desk.read(browser, id);
        assertThat(page.body()).doesNotContain("id=\"sign-form\"").contains("id=\"no-delegation\"");
        Page refused = browser.post(page, "/inbox/sign", Map.of("d", List.of(id.toString())));
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.body()).contains("Chưa được giao quyền ký văn bản này");
        assertThat(house.events("ACCESS_DENIED", id.toString())).isEqualTo(1);
        assertThat(desk.state(id)).isEqualTo("SUBMITTED");
    }

    @Test
    void whatThePrincipalDelegatesIsShownLoggedAndGivesTheRight() {
        Member deputy = deputy();
        UUID id = waitingFor(deputy);
        Browser principal = house.as(house.school().principal());
        Page sheet = principal.post(principal.get("/delegations"), "/delegations", form(deputy, "TUQ", List.of("QD")));
        assertThat(sheet.body())
                .contains("Giao quyền ký cho " + deputy.name(), "Thừa uỷ quyền (TUQ.)", "Quyết định", "12/QĐ-X");
        Browser browser = house.as(deputy);
        assertThat(browser.post(desk.read(browser, id), "/inbox/sign", Map.of("d", List.of(id.toString())))
                        .status())
                .as("before the principal confirmed it")
                .isEqualTo(403);
        Page list = principal.stepUp(sheet);
        String delegation =
                list.first("data-delegation=\"([0-9a-f-]{36})\"[^\\n]*" + java.util.regex.Pattern.quote(deputy.name()));
        assertThat(list.body()).contains("Đang có hiệu lực");
        assertThat(browser.get("/delegations").body())
                .contains(deputy.name())
                .doesNotContain("id=\"delegate\"", "/end");
        assertThat(house.events("DELEGATION_CHANGED", deputy.id().toString())).isEqualTo(1);
        assertThat(house.events("DELEGATION_CHANGED", "12/QĐ-X")).isZero();

        assertThat(browser.stepUp(desk.propose(browser, id)).body()).contains("data-done=\"1\"");

        // Ended between the proposal and the signature: the step-up is good and still signs nothing.
        UUID next = waitingFor(deputy);
        String back = browser.stepUpReturn(desk.propose(browser, next), Map.of());
        principal.stepUp(principal.get("/delegations/" + delegation + "/end"));
        assertThat(house.events("DELEGATION_CHANGED", delegation)).isEqualTo(2);
        assertThat(browser.get(back).body()).contains("data-done=\"0\" data-failed=\"1\"");
        assertThat(desk.state(next)).isEqualTo("SUBMITTED");
        assertThat(principal
                        .get("/delegations/" + delegation + "/end?authorisation=" + UUID.randomUUID())
                        .body())
                .as("a step-up that is not for it")
                .contains("role=\"alert\"");
    }

    @Test
    void anotherKindAndAnotherDayAreNotDelegated() {
        Member deputy = deputy();
        UUID id = waitingFor(deputy);
        Browser principal = house.as(house.school().principal());
        principal.stepUp(
                principal.post(principal.get("/delegations"), "/delegations", form(deputy, "KT", List.of("TB", "CV"))));
        LocalDate tomorrow = LocalDate.parse(desk.today()).plusDays(1);
        Map<String, List<String>> later = new java.util.HashMap<>(form(deputy, "KT", List.of()));
        later.put("first", List.of(tomorrow.toString()));
        later.put("last", List.of(tomorrow.plusDays(5).toString()));
        principal.stepUp(principal.post(principal.get("/delegations"), "/delegations", later));
        Browser browser = house.as(deputy);
        assertThat(browser.post(desk.read(browser, id), "/inbox/sign", Map.of("d", List.of(id.toString())))
                        .status())
                .isEqualTo(403);
    }

    @Test
    void aDelegationEndsWithThePrincipalWhoGaveIt() {
        Member leaving =
                School.member(house.writer(), "cu.ht" + ++people, "Phan Văn Cũ", Position.HIEU_TRUONG, School.HERE);
        Member deputy = deputy();
        UUID id = waitingFor(deputy);
        Browser principal = house.as(leaving);
        principal.stepUp(principal.post(principal.get("/delegations"), "/delegations", form(deputy, "KT", List.of())));
        Browser browser = house.as(deputy);
        assertThat(desk.read(browser, id).body()).contains("id=\"sign-form\"");
        LocalDate today = LocalDate.now(ZoneId.of("Asia/Ho_Chi_Minh"));
        house.bean(Directory.class).appointmentsAt(School.HERE, today).stream()
                .filter(appointment -> appointment.person().equals(leaving.id()))
                .forEach(appointment -> house.writer().closeAppointment(appointment.id(), today.minusDays(1)));
        assertThat(browser.post(browser.get("/documents/" + id), "/inbox/sign", Map.of("d", List.of(id.toString())))
                        .status())
                .isEqualTo(403);
    }

    @Test
    void onlyThePrincipalDelegatesAndOnlyWhatMakesSense() {
        Member deputy = deputy();
        for (Member other : List.of(
                house.school().deputy(), house.school().clerk(), house.school().teacher())) {
            Browser browser = house.as(other);
            assertThat(browser.post(browser.get("/certificates"), "/delegations", form(deputy, "KT", List.of()))
                            .status())
                    .as(other.role())
                    .isEqualTo(403);
        }
        assertThat(house.as(house.school().teacher()).get("/delegations").status())
                .isEqualTo(403);
        Browser principal = house.as(house.school().principal());
        Page page = principal.get("/delegations");
        for (Map.Entry<String, String> wrong : Map.of(
                        "type", "XX",
                        "to", house.school().teacher().id().toString(),
                        "first", "hôm nay",
                        "last", "2020-01-01",
                        "kind", "KHONG",
                        "basis", " ")
                .entrySet()) {
            Map<String, List<String>> form = new java.util.HashMap<>(form(deputy, "KT", List.of()));
            form.put(wrong.getKey(), List.of(wrong.getValue()));
            assertThat(principal.post(page, "/delegations", form).status())
                    .as(wrong.getKey())
                    .isEqualTo(422);
        }
        Map<String, List<String>> tooLong = new java.util.HashMap<>(form(deputy, "KT", List.of()));
        tooLong.put("last", List.of(LocalDate.parse(desk.today()).plusYears(2).toString()));
        assertThat(principal.post(page, "/delegations", tooLong).status()).isEqualTo(422);
        // Another school's principal finds none of ours.
        Browser elsewhere = house.as(house.school().otherPrincipal());
        Page sheet = principal.post(page, "/delegations", form(deputy, "KT", List.of()));
        assertThat(elsewhere.get(sheet.path()).status()).isEqualTo(404);
        for (String language : List.of("vi", "en")) {
            assertThat(principal.get("/delegations?lang=" + language).body()).doesNotContain("??");
            assertThat(principal.get(sheet.path() + "?lang=" + language).body()).doesNotContain("??");
        }
    }

    private static Map<String, List<String>> form(Member deputy, String type, List<String> kinds) {
        return Map.of(
                "type", List.of(type),
                "to", List.of(deputy.id().toString()),
                "first", List.of(desk.today()),
                "last", List.of(desk.today()),
                "kind", kinds,
                "basis", List.of("Quyết định 12/QĐ-X ngày 05/9/2026"));
    }

    /** A new vice-principal with certificate and picture. */
    private static Member deputy() {
        Member deputy = School.member(
                house.writer(),
                "pho.ht" + ++people,
                "Đinh Thị Phó " + (char) ('A' + people),
                Position.PHO_HIEU_TRUONG,
                School.HERE);
        Browser browser = house.as(deputy);
        Page certificates = browser.get("/certificates");
        browser.post(certificates, "/certificates/requests");
        browser.upload(certificates, "/images/signature", Part.file("image", "ky.png", Papers.signature()));
        desk.approveAll(house.as(house.school().officer()));
        return deputy;
    }

    private static UUID waitingFor(Member deputy) {
        byte[] file = Papers.decision(
                "Về việc phân công " + UUID.randomUUID(), List.of("KT. HIỆU TRƯỞNG", "PHÓ HIỆU TRƯỞNG"), deputy.name());
        return Browser.id(desk.submit(house.as(house.school().teacher()), file, deputy));
    }
}
