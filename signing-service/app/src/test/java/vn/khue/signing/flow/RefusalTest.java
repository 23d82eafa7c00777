package vn.khue.signing.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import vn.khue.directory.Appointment;
import vn.khue.directory.AppointmentKind;
import vn.khue.directory.Position;
import vn.khue.directory.Validity;
import vn.khue.signing.house.Browser;
import vn.khue.signing.house.Browser.Page;
import vn.khue.signing.house.Browser.Part;
import vn.khue.signing.house.Desk;
import vn.khue.signing.house.Member;
import vn.khue.signing.house.Papers;
import vn.khue.signing.house.School;
import vn.khue.signing.house.SigningHouse;

/** What must not happen does not, nothing is left half done, and the log says so. */
class RefusalTest {
    private static SigningHouse house;
    private static Desk desk;

    @BeforeAll
    static void open() {
        house = SigningHouse.get();
        desk = new Desk(house);
        desk.ready();
    }

    @Test
    void aCrashBetweenFileAndRowLosesNothingAndDoublesNothing() {
        UUID id = desk.waiting();
        Browser principal = house.as(house.school().principal());
        // The signed file is on disk when this fails, as if the process had died before its row was written.
        house.database()
                .sql("create function die() returns trigger language plpgsql as" + " $$ begin if new.id = '" + id
                        + "' then raise exception 'crash'; end if; return new; end $$")
                .update();
        house.database()
                .sql("create trigger die before update on document for each row execute function die()")
                .update();
        try {
            Page outcome = principal.stepUp(desk.propose(principal, id));
            assertThat(outcome.body()).contains("data-done=\"0\" data-failed=\"1\"");
            assertThat(outcome.body()).contains("Chưa ký được");
        } finally {
            house.database().sql("drop trigger die on document").update();
            house.database().sql("drop function die()").update();
        }
        assertThat(desk.state(id)).isEqualTo("SUBMITTED");
        assertThat(house.database()
                        .sql("select count(*) from document_revision where document = :id")
                        .param("id", id)
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
        principal.stepUp(desk.propose(principal, id));
        assertThat(desk.state(id)).isEqualTo("SIGNED");
    }

    @Test
    void listsAreClosedToOtherRolesAndTheLogSaysSo() {
        Browser teacher = house.as(house.school().teacher());
        long before =
                house.events("ACCESS_DENIED", house.school().teacher().id().toString());
        for (String path : List.of("/inbox", "/inbox/signed", "/clerk", "/register", "/certificates/requests")) {
            assertThat(teacher.get(path).status()).as(path).isEqualTo(403);
        }
        assertThat(house.events("ACCESS_DENIED", house.school().teacher().id().toString()))
                .isEqualTo(before + 5);
    }

    @Test
    void noSealBeforeThePersonsSignature() {
        UUID id = desk.waiting();
        Browser clerk = house.as(house.school().clerk());
        Page page = clerk.get("/documents/" + id);
        assertThat(page.body()).doesNotContain("seal-form");
        Page refused = clerk.post(page, "/documents/" + id + "/seal");
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.body()).contains("chưa có chữ ký của người có thẩm quyền");
        assertThat(clerk.post(page, "/documents/" + id + "/number").status()).isEqualTo(409);
        assertThat(desk.state(id)).isEqualTo("SUBMITTED");
        assertThat(house.events("ACCESS_DENIED", id.toString())).isEqualTo(1);
    }

    @Test
    void anotherUnitsDocumentIsClosed() {
        UUID id = desk.waiting();
        for (Member stranger : List.of(
                house.school().otherPrincipal(),
                house.school().otherClerk(),
                house.school().schoolIt())) {
            Browser browser = house.as(stranger);
            assertThat(browser.get("/documents/" + id).status()).isEqualTo(403);
            assertThat(browser.get("/documents/" + id + "/file").status()).isEqualTo(403);
            assertThat(browser.get("/documents/" + id + "/pages/1.png").status())
                    .isEqualTo(403);
            Page own = browser.get("/certificates");
            for (String act : List.of("return", "number", "seal", "publish", "recall")) {
                Page answer = browser.post(own, "/documents/" + id + "/" + act, Map.of("reason", List.of("thử")));
                assertThat(answer.status()).as(stranger.role() + " " + act).isEqualTo(403);
            }
            assertThat(browser.post(own, "/inbox/sign", Map.of("d", List.of(id.toString())))
                            .status())
                    .isEqualTo(403);
        }
        assertThat(desk.state(id)).isEqualTo("SUBMITTED");
        assertThat(house.events("ACCESS_DENIED", id.toString())).isEqualTo(3 * 9);
    }

    @Test
    void onlyTheNamedSignerSigns() {
        UUID id = desk.waiting();
        Browser deputy = house.as(house.school().deputy());
        Page page = deputy.get("/documents/" + id);
        assertThat(page.body()).doesNotContain("sign-form");
        assertThat(deputy.post(page, "/inbox/sign", Map.of("d", List.of(id.toString())))
                        .status())
                .isEqualTo(403);
        assertThat(desk.state(id)).isEqualTo("SUBMITTED");
    }

    @Test
    void whoseAppointmentEndedSignsNoMore() {
        Member leaving = School.member(house.writer(), "di.lv", "Lý Văn Đi", Position.PHO_HIEU_TRUONG, School.HERE);
        byte[] file =
                Papers.decision("Về việc bàn giao", List.of("KT. HIỆU TRƯỞNG", "PHÓ HIỆU TRƯỞNG"), leaving.name());
        UUID id = Browser.id(desk.submit(house.as(house.school().teacher()), file, leaving));
        Browser browser = house.as(leaving);
        desk.delegate(leaving);
        Page before = desk.read(browser, id);
        assertThat(before.status()).isEqualTo(200);
        closeAppointments(leaving);
        assertThat(browser.post(before, "/inbox/sign", Map.of("d", List.of(id.toString())))
                        .status())
                .isEqualTo(403);
        assertThat(browser.get("/documents/" + id).status()).isEqualTo(403);
        assertThat(desk.state(id)).isEqualTo("SUBMITTED");
        // Nor may such a one be named as signer any longer.
        Page form = desk.submit(house.as(house.school().teacher()), desk.decision(), leaving);
        assertThat(form.status()).isEqualTo(422);
        assertThat(form.body()).contains("Người ký không hợp lệ");
    }

    private static void closeAppointments(Member member) {
        vn.khue.directory.Directory directory = house.bean(vn.khue.directory.Directory.class);
        directory.appointmentsAt(member.unit(), LocalDate.now(java.time.ZoneId.of("Asia/Ho_Chi_Minh"))).stream()
                .filter(appointment -> appointment.person().equals(member.id()))
                .forEach(appointment -> house.writer()
                        .closeAppointment(
                                appointment.id(),
                                LocalDate.now(java.time.ZoneId.of("Asia/Ho_Chi_Minh"))
                                        .minusDays(1)));
    }

    @Test
    void theSignerIsNotTheClerkOfTheSameDocument() {
        Member both = School.member(house.writer(), "hai.vai", "Hồ Thị Hai", Position.PHO_HIEU_TRUONG, School.HERE);
        house.writer()
                .add(new Appointment(
                        UUID.randomUUID(),
                        both.id(),
                        School.HERE,
                        Position.VAN_THU,
                        AppointmentKind.KIEM_NHIEM,
                        Validity.since(LocalDate.of(2021, 1, 1)),
                        Optional.empty()));
        Browser browser = house.as(both);
        Page certificates = browser.get("/certificates");
        browser.post(certificates, "/certificates/requests");
        browser.upload(certificates, "/images/signature", Part.file("image", "k.png", Papers.signature()));
        desk.approveAll(house.as(house.school().officer()));
        byte[] file = Papers.decision("Về việc hai vai", List.of("KT. HIỆU TRƯỞNG", "PHÓ HIỆU TRƯỞNG"), both.name());
        UUID id = Browser.id(desk.submit(house.as(house.school().teacher()), file, both));
        desk.delegate(both);
        browser.stepUp(desk.propose(browser, id));
        assertThat(desk.state(id)).isEqualTo("SIGNED");
        Page refused = browser.post(browser.get("/documents/" + id), "/documents/" + id + "/number");
        assertThat(refused.status()).isEqualTo(403);
        assertThat(desk.state(id)).isEqualTo("SIGNED");
    }

    @Test
    void onlyTheHolderOfTheSealSeals() {
        UUID id = desk.numbered();
        Browser second = house.as(house.school().secondClerk());
        Page refused = second.post(second.get("/documents/" + id), "/documents/" + id + "/seal");
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.body()).contains("Chưa được giao dấu");
        assertThat(desk.state(id)).isEqualTo("NUMBERED");
    }

    @Test
    void aStepUpThatIsTooWeakSignsNothing() {
        UUID id = desk.waiting();
        Browser principal = house.as(house.school().principal());
        Page sheet = desk.propose(principal, id);
        Page back = principal.stepUp(sheet, Map.of("acr", "mfa"));
        assertThat(back.status()).isEqualTo(200);
        assertThat(back.body()).contains("chưa đủ mạnh");
        assertThat(desk.state(id)).isEqualTo("SUBMITTED");
        // The same sheet works with the right authentication.
        assertThat(principal.stepUp(back).body()).contains("data-done=\"1\"");
    }

    @Test
    void anAuthorisationWorksOnceAndForItsDocumentsOnly() {
        UUID one = desk.waiting();
        UUID two = desk.waiting();
        Browser principal = house.as(house.school().principal());
        desk.read(principal, one);
        desk.read(principal, two);
        Page sheet = principal.post(principal.get("/inbox"), "/inbox/sign", Map.of("d", List.of(one.toString())));
        String back = principal.stepUpReturn(sheet, Map.of());
        Page otherSheet = principal.post(principal.get("/inbox"), "/inbox/sign", Map.of("d", List.of(two.toString())));
        String granted = back.substring(back.indexOf("authorisation=") + "authorisation=".length());
        // Bent to another document: refused, and used up.
        Page bent = principal.get(otherSheet.path() + "?authorisation=" + granted);
        assertThat(bent.status()).isIn(403, 409);
        assertThat(desk.state(two)).isEqualTo("SUBMITTED");
        assertThat(principal.get(back).status()).isIn(403, 409);
        assertThat(desk.state(one)).isEqualTo("SUBMITTED");
        // The other one, done rightly, then replayed: the second time only shows the result.
        String otherBack = principal.stepUpReturn(otherSheet, Map.of());
        assertThat(principal.get(otherBack).body()).contains("data-done=\"1\"");
        long signed = house.events("DOCUMENT_SIGNED", two.toString());
        principal.get(otherBack);
        assertThat(house.events("DOCUMENT_SIGNED", two.toString()))
                .isEqualTo(signed)
                .isEqualTo(1);
        // Another person cannot even see it.
        assertThat(house.as(house.school().deputy()).get(otherSheet.path()).status())
                .isEqualTo(404);
    }

    @Test
    void anAuthorisationDoesNotOutliveItsTime() {
        UUID id = desk.waiting();
        Browser principal = house.as(house.school().principal());
        Page sheet = desk.propose(principal, id);
        String back = principal.stepUpReturn(sheet, Map.of());
        house.database()
                .sql("update authorisation set created_at = created_at - interval '1 hour',"
                        + " expires_at = expires_at - interval '1 hour' where id = :id")
                .param("id", UUID.fromString(sheet.path().substring(sheet.path().lastIndexOf('/') + 1)))
                .update();
        Page late = principal.get(back);
        assertThat(late.status()).isEqualTo(403);
        assertThat(late.body()).contains("Lần xác nhận đã quá giờ", "Xác nhận lại để ký 1 văn bản");
        assertThat(desk.state(id)).isEqualTo("SUBMITTED");
        // Nor is its sheet shown again: nobody is asked for a code that would be refused afterwards.
        assertThat(principal.get(sheet.path()).body())
                .contains("Lần xác nhận đã quá giờ")
                .doesNotContain("/step-up/");
        Page again = principal.post(late, "/inbox/sign", Map.of("d", List.of(id.toString())));
        assertThat(principal.stepUp(again).body()).contains("data-done=\"1\"");
        assertThat(desk.state(id)).isEqualTo("SIGNED");
    }

    @Test
    void aDocumentThatChangedSinceItWasShownIsNotSigned() {
        UUID id = desk.waiting();
        Browser principal = house.as(house.school().principal());
        Page sheet = desk.propose(principal, id);
        String back = principal.stepUpReturn(sheet, Map.of());
        UUID other = desk.waiting();
        house.database()
                .sql("update document set current_sha256 = (select current_sha256 from document where id = :other)"
                        + " where id = :id")
                .param("id", id)
                .param("other", other)
                .update();
        assertThat(principal.get(back).status()).isEqualTo(409);
        assertThat(desk.state(id)).isEqualTo("SUBMITTED");
    }

    @Test
    void theSameBytesAndTheSameFormAreOneDocument() {
        byte[] file = desk.decision();
        Browser teacher = house.as(house.school().teacher());
        Page first = desk.submit(teacher, file, house.school().principal());
        Page again = desk.submit(teacher, file, house.school().principal());
        assertThat(Browser.id(again)).isEqualTo(Browser.id(first));
        assertThat(again.body()).contains("Đơn vị đã có đúng tệp này");

        Page form = teacher.get("/documents/new");
        String key = form.first("name=\"key\" value=\"([^\"]+)\"");
        Part[] parts = {
            Part.file("file", "x.pdf", desk.decision()),
            Part.field("title", "Gửi hai lần"),
            Part.field("kind", "QD"),
            Part.field("signer", house.school().principal().id().toString()),
            Part.field("key", key)
        };
        Page once = teacher.upload(form, "/documents", parts);
        Page twice = teacher.upload(form, "/documents", parts);
        assertThat(Browser.id(twice)).isEqualTo(Browser.id(once));
        assertThat(house.events("DOCUMENT_SUBMITTED", Browser.id(once).toString()))
                .isEqualTo(1);
    }

    @Test
    void filesThatCannotBeSignedAreKeptWithTheRule() {
        byte[] good = desk.decision();
        Map<String, byte[]> bad = Map.of(
                "EMPTY", new byte[0],
                "NOT_PDF", "xin chào, đây không phải PDF".getBytes(StandardCharsets.UTF_8),
                "TRUNCATED", Arrays.copyOf(good, good.length / 2));
        Browser teacher = house.as(house.school().teacher());
        bad.forEach((rule, bytes) -> {
            Page page = desk.submit(teacher, bytes, house.school().principal());
            assertThat(page.body())
                    .as(rule)
                    .contains("data-rule=\"" + rule + "\"")
                    .contains("Tệp đã được giữ lại");
            UUID id = Browser.id(page);
            assertThat(desk.state(id)).isEqualTo("REFUSED");
            assertThat(teacher.get("/documents/" + id + "/file").answer().body())
                    .isEqualTo(bytes);
            assertThat(house.events("DOCUMENT_REFUSED", id.toString())).isEqualTo(1);
        });
        assertThat(house.as(house.school().principal()).get("/inbox").body()).doesNotContain("Không phải PDF");
    }

    @Test
    void wrongFormsAreSaidAndLeaveNothing() {
        Browser teacher = house.as(house.school().teacher());
        long before = count();
        String signer = house.school().principal().id().toString();
        byte[] file = desk.decision();
        Page form = teacher.get("/documents/new");
        String key = form.first("name=\"key\" value=\"([^\"]+)\"");
        assertThat(send(teacher, form, file, " ", "QD", signer, key).body()).contains("Thiếu trích yếu");
        assertThat(send(teacher, form, file, "x".repeat(501), "QD", signer, key).body())
                .contains("Trích yếu quá dài");
        assertThat(send(teacher, form, file, "a", "XX", signer, key).body()).contains("Chưa chọn loại văn bản");
        assertThat(send(teacher, form, file, "a", "QD", "x", key).body()).contains("Người ký không hợp lệ");
        assertThat(send(teacher, form, file, "a", "QD", UUID.randomUUID().toString(), key)
                        .status())
                .isEqualTo(422);
        assertThat(send(teacher, form, file, "a", "QD", signer, "../../etc").body())
                .contains("Biểu mẫu không đúng");
        assertThat(teacher.upload(form, "/documents", Part.field("title", "a")).body())
                .contains("Chưa chọn tệp");
        Page script = send(teacher, form, file, "<script>alert(1)</script>", "QD", signer, key);
        assertThat(script.body()).doesNotContain("<script>alert").contains("&lt;script&gt;alert(1)");
        assertThat(count()).isEqualTo(before + 1);
        Browser it = house.as(house.school().schoolIt());
        assertThat(it.get("/documents/new").status()).isEqualTo(403);
    }

    private static Page send(
            Browser browser, Page form, byte[] file, String title, String kind, String signer, String key) {
        return browser.upload(
                form,
                "/documents",
                Part.file("file", "x.pdf", file),
                Part.field("title", title),
                Part.field("kind", kind),
                Part.field("signer", signer),
                Part.field("key", key));
    }

    private static long count() {
        return house.database()
                .sql("select count(*) from document")
                .query(Long.class)
                .single();
    }

    @Test
    void tooLargeAFileIsRefusedBeforeItIsRead() {
        byte[] large = new byte[(50 << 20) + 70_000];
        for (String accept : List.of("application/json", "application/pdf", "text/html")) {
            var answer = house.outsider().api("/api/validations", accept, Part.file("file", "x.pdf", large));
            assertThat(answer.statusCode()).as(accept).isEqualTo(413);
            assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
            assertThat(new String(answer.body(), StandardCharsets.UTF_8))
                    .contains("urn:khue:problem:too-large", "Nội dung gửi lên quá lớn");
        }
    }

    @Test
    void aPersonWhoSendsTooLargeAFileSeesAPageOfOursInTheirLanguage() {
        byte[] large = new byte[(50 << 20) + 70_000];
        Browser outsider = house.outsider();
        Page refused = outsider.upload(outsider.get("/verify"), "/verify", Part.file("file", "x.pdf", large));
        assertThat(refused.status()).isEqualTo(413);
        assertThat(refused.body())
                .contains("<html lang=\"vi\">", "<h1>Nội dung gửi lên quá lớn", "khue.css")
                .doesNotContain("Apache Tomcat");
        Page english = outsider.upload(outsider.get("/verify?lang=en"), "/verify", Part.file("file", "x.pdf", large));
        assertThat(english.status()).isEqualTo(413);
        assertThat(english.body()).contains("<html lang=\"en\">", "<h1>Too large");

        Browser teacher = house.as(house.school().teacher());
        Page form = teacher.get("/documents/new");
        Page submitted = teacher.upload(form, "/documents", Part.file("file", "x.pdf", large));
        assertThat(submitted.status()).isEqualTo(413);
        assertThat(submitted.body()).contains("Nội dung gửi lên quá lớn", "khue.css");
    }

    @Test
    void returnedWithAReason() {
        UUID id = desk.waiting();
        Browser principal = house.as(house.school().principal());
        Page form = principal.get("/documents/" + id + "/return");
        Page empty = principal.post(form, "/documents/" + id + "/return", Map.of("reason", List.of(" \u200b ")));
        assertThat(empty.status()).isEqualTo(422);
        assertThat(empty.body()).contains("Thiếu lý do", "<title>Lỗi: Trả lại văn bản", "id=\"reason-form\"");
        String words = "Sai <b>ngày</b> 📄";
        Page tooLong = principal.post(
                form, "/documents/" + id + "/return", Map.of("reason", List.of(words + "x".repeat(1_000))));
        assertThat(tooLong.status()).isEqualTo(422);
        assertThat(tooLong.body()).contains("Lý do quá dài", "Sai &lt;b&gt;ngày&lt;/b&gt; 📄xxx");
        assertThat(desk.state(id)).isEqualTo("SUBMITTED");
        principal.post(form, "/documents/" + id + "/return", Map.of("reason", List.of("Sai ngày")));
        assertThat(desk.state(id)).isEqualTo("RETURNED");
        assertThat(house.as(house.school().teacher()).get("/documents/" + id).body())
                .contains("Sai ngày");
        assertThat(house.events("DOCUMENT_RETURNED", id.toString())).isEqualTo(1);
        assertThat(house.events("DOCUMENT_RETURNED", "Sai ngày")).isZero();
        assertThat(principal
                        .post(form, "/inbox/sign", Map.of("d", List.of(id.toString())))
                        .status())
                .isEqualTo(409);
    }

    @Test
    void listsBearWhateverIsTypedIntoTheirSearchAndPagesThatAreNotThere() {
        UUID id = desk.waiting();
        house.database()
                .sql("update document set title = 'Về việc tìm kiếm có dấu' where id = :id")
                .param("id", id)
                .update();
        Browser principal = house.as(house.school().principal());
        String decomposed = java.text.Normalizer.normalize("tìm kiếm có dấu", java.text.Normalizer.Form.NFD);
        assertThat(principal.get("/inbox?q=" + encoded(decomposed)).body()).contains(id.toString());
        for (String typed : List.of("\u200b", "a\u200bb", "📄", "<b>", "%", "'", "x".repeat(3_000))) {
            Page list = principal.get("/inbox?q=" + encoded(typed));
            assertThat(list.status()).as(typed).isEqualTo(200);
            assertThat(list.body()).doesNotContain("<b>\"");
        }
        Page beyond = principal.get("/inbox?page=2000000000");
        assertThat(beyond.status()).isEqualTo(200);
        assertThat(beyond.body()).contains("class=\"queue\"");
        assertThat(house.as(house.school().officer())
                        .get("/certificates/requests?page=2000000000")
                        .status())
                .isEqualTo(200);
    }

    private static String encoded(String text) {
        return java.net.URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @Test
    void nobodyDecidesOnTheirOwnRequestAndPicturesAreGuarded() {
        Member both = School.member(house.writer(), "ra.gv", "Trịnh Thị Ra", Position.CAN_BO_RA, School.OFFICE);
        house.writer()
                .add(new Appointment(
                        UUID.randomUUID(),
                        both.id(),
                        School.OFFICE,
                        Position.HIEU_TRUONG,
                        AppointmentKind.KIEM_NHIEM,
                        Validity.since(LocalDate.of(2021, 1, 1)),
                        Optional.empty()));
        Browser browser = house.as(both);
        browser.post(browser.get("/certificates"), "/certificates/requests");
        String id = house.database()
                .sql("select id from certificate_request where applicant = :me")
                .param("me", both.id())
                .query(UUID.class)
                .single()
                .toString();
        Page own = browser.post(browser.get("/certificates"), "/certificates/requests/" + id + "/approve");
        assertThat(own.status()).isEqualTo(403);
        assertThat(own.body()).contains("Không tự duyệt yêu cầu của mình");
        Browser principal = house.as(house.school().principal());
        assertThat(principal
                        .post(principal.get("/certificates"), "/certificates/requests/" + id + "/approve")
                        .status())
                .isEqualTo(403);
        Browser officer = house.as(house.school().officer());
        officer.post(
                officer.get("/certificates/requests"),
                "/certificates/requests/" + id + "/refuse",
                Map.of("reason", List.of("Chưa đủ giấy tờ")));
        assertThat(house.events("CERTIFICATE_REFUSED", id)).isEqualTo(1);
        assertThat(browser.get("/certificates").body()).contains("Chưa đủ giấy tờ");

        for (byte[] picture : List.of(Papers.opaque(), Papers.seal(), "GIF89a".getBytes(StandardCharsets.US_ASCII))) {
            assertThat(principal
                            .upload(
                                    principal.get("/certificates"),
                                    "/images/signature",
                                    Part.file("image", "x.png", picture))
                            .status())
                    .isEqualTo(422);
        }
        Browser teacher = house.as(house.school().teacher());
        assertThat(teacher.upload(
                                teacher.get("/certificates"),
                                "/images/seal",
                                Part.file("image", "x.png", Papers.seal()))
                        .status())
                .isEqualTo(403);
    }

    @Test
    void anOutsiderReachesNothingButWhatIsPublic() {
        UUID id = desk.waiting();
        Browser outsider = house.outsider();
        for (String path :
                List.of("/", "/inbox", "/documents/" + id, "/documents/" + id + "/file", "/clerk", "/register")) {
            var answer = outsider.send(java.net.http.HttpRequest.newBuilder(java.net.URI.create(house.base() + path))
                    .header("Accept", "text/html"));
            assertThat(answer.statusCode()).as(path).isEqualTo(302);
        }
        assertThat(outsider.get("/d/" + "A".repeat(22)).status()).isEqualTo(404);
        assertThat(outsider.get("/d/..%2f..%2fetc").status()).isIn(400, 404);
        assertThat(outsider.get("/verify").status()).isEqualTo(200);
    }
}
