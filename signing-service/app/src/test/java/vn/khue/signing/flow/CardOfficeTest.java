package vn.khue.signing.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.khue.directory.EdgeKind;
import vn.khue.directory.GuardianKind;
import vn.khue.directory.GuardianScope;
import vn.khue.directory.Position;
import vn.khue.directory.UnitKind;
import vn.khue.ecard.qr.CardText;
import vn.khue.signing.card.CardAddresses;
import vn.khue.signing.cardoffice.PhotoKeeping;
import vn.khue.signing.house.Browser;
import vn.khue.signing.house.Browser.Page;
import vn.khue.signing.house.Browser.Part;
import vn.khue.signing.house.Family;
import vn.khue.signing.house.HostDesk;
import vn.khue.signing.house.Member;
import vn.khue.signing.house.School;
import vn.khue.signing.house.SchoolClass;
import vn.khue.signing.house.SigningHouse;
import vn.khue.signing.house.Tools;

/** The card office by its pages: consents, photos, batches under four eyes, print, hand-over, and the ends of cards. */
class CardOfficeTest {
    private static final String STATE = "id=\"outcome\"[^>]* data-carrying=\"([A-Z]+)\"";

    private static SigningHouse house;
    private static Browser officer;
    private static Browser second;
    private static Browser principal;

    @TempDir
    private Path folder;

    @BeforeAll
    static void open() {
        house = SigningHouse.get();
        HostDesk desk = new HostDesk(house);
        officer = desk.appointed("Đoàn Thị Thẻ Một", Position.CAN_BO_THE).browser();
        second = desk.appointed("Đoàn Văn Thẻ Hai", Position.CAN_BO_THE).browser();
        principal = house.as(house.school().principal());
    }

    @Test
    void aClassGetsItsCardsUnderFourEyesAndHandsThemOver() throws Exception {
        SchoolClass group = SchoolClass.in(
                house, School.HERE, "6A1", "Lê Văn An", "Trần Thị Bình", "Võ Minh Châu", "Đỗ Quang Dũng");
        Page page = officer.get(path(group));
        assertThat(page.status()).as(page.body()).isEqualTo(200);
        assertThat(page.body())
                .contains("Lê Văn An", group.pupils().get(0).uid())
                .doesNotContain("??");

        // Photos come after a consent only.
        Page before = upload(group, files(group, Map.of(0, SchoolClass.portrait(1))));
        assertThat(outcomes(before)).containsExactly("NO_CONSENT");
        consent(group, Map.of(0, "yes", 1, "no", 2, "yes"));
        Map<String, byte[]> files = files(group, Map.of(0, SchoolClass.portrait(1), 1, SchoolClass.portrait(2)));
        files.put(group.pupils().get(2).uid() + ".jpg", "no picture".getBytes(StandardCharsets.UTF_8));
        files.put("ai-do.jpg", SchoolClass.portrait(3));
        Page report = upload(group, files);
        assertThat(outcomes(report)).containsExactlyInAnyOrder("KEPT", "CONSENT_REFUSED", "REFUSED", "UNKNOWN");
        assertThat(report.body())
                .contains("Tệp này không phải ảnh JPEG hoặc PNG")
                .doesNotContain("??");
        Page photo =
                officer.get(path(group) + "/photos/" + group.pupils().get(0).id() + ".jpg");
        assertThat(photo.answer().headers().firstValue("Content-Type")).contains("image/jpeg");
        assertThat(photo.answer().headers().firstValue("X-Content-Type-Options"))
                .contains("nosniff");
        byte[] sealed = house.database()
                .sql("select sealed from card_photo where person = :p")
                .param("p", group.pupils().get(0).id())
                .query(byte[].class)
                .single();
        assertThat(new String(sealed, StandardCharsets.ISO_8859_1)).doesNotContain("JFIF");

        Page batch = officer.post(
                officer.get(path(group)), "/card-office/batches/issue", Map.of("group", List.of(group.id())));
        assertThat(batch.first(STATE)).isEqualTo("REQUESTED");
        assertThat(batch.body()).doesNotContain("id=\"approve\"").contains("id=\"refuse\"");
        assertThat(officer.get(batch.path() + "/approve").status()).isEqualTo(403);
        Page again = officer.post(
                officer.get(path(group)), "/card-office/batches/issue", Map.of("group", List.of(group.id())));
        assertThat(again.status()).as("asked for already").isEqualTo(409);
        assertThat(count("card c join card_batch_item i on i.person = c.person where i.batch = '" + id(batch) + "'"))
                .isZero();

        Page sheet = principal.get(batch.path() + "/approve");
        assertThat(sheet.status()).as(sheet.body()).isEqualTo(200);
        assertThat(sheet.body()).contains("6A1").doesNotContain("??");
        Page running = principal.stepUp(sheet);
        assertThat(running.status()).as(running.body()).isEqualTo(200);
        Page done = finished(officer, batch.path());
        assertThat(sums(done)).containsExactly(2, 2, 0);
        assertThat(problems(done)).containsExactlyInAnyOrder("CONSENT_MISSING", "PHOTO_MISSING");
        assertThat(house.events("CARD_ISSUED", group.pupils().get(0).id().toString()))
                .isEqualTo(1);
        assertThat(house.events("CARD_BATCH_CHANGED", id(batch))).isEqualTo(3);

        // What was wrong is corrected and tried again.
        consent(group, Map.of(3, "no"));
        officer.post(done, batch.path() + "/retry");
        done = finished(officer, batch.path());
        assertThat(sums(done)).containsExactly(3, 1, 0);

        byte[] pdf = officer.post(done, batch.path() + "/print", Map.of("form", List.of("SHEETS")))
                .answer()
                .body();
        assertThat(codes(pdf, 200)).containsExactlyInAnyOrderElementsOf(texts(id(batch)));
        byte[] single = officer.post(done, batch.path() + "/print", Map.of("form", List.of("SINGLE")))
                .answer()
                .body();
        assertThat(codes(single, 300)).containsExactlyInAnyOrderElementsOf(texts(id(batch)));

        // The form teacher of the class ticks, another one does not.
        Browser teacher = house.as(group.formTeacher());
        String hand = batch.path() + "/hand-over?group=" + group.id();
        Page list = teacher.get(hand);
        assertThat(list.status()).as(list.body()).isEqualTo(200);
        Page ticked = teacher.post(
                list, batch.path() + "/hand-over", Map.of("group", List.of(group.id()), "n", List.of("1")));
        assertThat(ticked.body()).contains("checked=\"checked\"").doesNotContain("??");
        assertThat(house.events("CARD_CHANGED", "HANDED_OVER")).isPositive();
        assertThat(teacher.get(batch.path() + "/hand-over.pdf?group=" + group.id())
                        .answer()
                        .headers()
                        .firstValue("Content-Type"))
                .contains("application/pdf");
        SchoolClass other = SchoolClass.in(house, School.HERE, "6A2", "Ngô Văn Khác");
        assertThat(house.as(other.formTeacher()).get(hand).status()).isEqualTo(403);
        assertThat(house.as(other.formTeacher()).get(path(group)).status()).isEqualTo(403);
        Page home = house.as(other.formTeacher()).get("/card-office");
        assertThat(home.body())
                .contains("data-class=\"" + other.id() + "\"")
                .doesNotContain("data-class=\"" + group.id());
    }

    @Test
    void anOfficerServesTheUnitsOfTheOwnScopeAndNoOther() {
        SchoolClass group = SchoolClass.in(house, School.HERE, "7B1", "Phan Thị Hà");
        School.unit(
                house.writer(),
                "so-khac",
                UnitKind.SO,
                "Sở Giáo dục và Đào tạo Tỉnh Khác",
                java.util.OptionalInt.empty());
        School.unit(
                house.writer(), "van-hanh-khac", UnitKind.VAN_HANH, "Tổ vận hành khác", java.util.OptionalInt.empty());
        School.edge(house.writer(), "so-khac", "van-hanh-khac", EdgeKind.QUAN_LY);
        Browser foreign =
                house.as(School.member(house.writer(), "the.xa", "Đoàn Thị Xa", Position.CAN_BO_THE, "van-hanh-khac"));
        Page home = foreign.get("/card-office");
        assertThat(home.status()).isEqualTo(200);
        assertThat(home.body()).doesNotContain("data-school");
        for (String path : List.of(path(group), "/card-office?unit=" + School.HERE)) {
            assertThat(foreign.get(path).status()).as(path).isEqualTo(403);
            assertThat(officer.get(path).status()).as(path).isEqualTo(200);
        }
        assertThat(foreign.post(home, "/card-office/batches/issue", Map.of("group", List.of(group.id())))
                        .status())
                .isEqualTo(403);
        assertThat(foreign.post(
                                home,
                                "/card-office/batches/void",
                                Map.of("unit", List.of(School.HERE), "cause", List.of("asked")))
                        .status())
                .isEqualTo(403);
        assertThat(officer.get("/card-office").body())
                .contains("data-school=\"" + School.HERE + "\"", "data-school=\"" + School.THERE + "\"");
        // Who has no part in it: a clerk, a teacher without a class.
        for (Member member : List.of(house.school().clerk(), house.school().teacher())) {
            assertThat(house.as(member).get("/card-office").status())
                    .as(member.role())
                    .isEqualTo(403);
            assertThat(house.as(member).get(path(group)).status())
                    .as(member.role())
                    .isEqualTo(403);
        }
        assertThat(house.events("ACCESS_DENIED", "SEE_PEOPLE")).isPositive();
    }

    @Test
    void aBatchPausesGoesOnAndNeedsNothingButItsRows() throws Exception {
        String[] names = IntStream.range(0, 30).mapToObj(i -> "Nguyễn Văn Đợt").toArray(String[]::new);
        SchoolClass group = SchoolClass.in(house, School.THERE, "5C", names);
        Page asked = officer.post(
                officer.get(path(group)),
                "/card-office/batches/issue",
                Map.of("group", List.of(group.id()), "withoutPhoto", List.of("true")));
        Page sheet = second.get(asked.path() + "/approve");
        try (Connection held = house.bean(DataSource.class).getConnection()) {
            held.setAutoCommit(false);
            // No card gets its place as long as this is held: the batch stands in its first card.
            held.createStatement().execute("select * from card_shard for update");
            Page running = second.stepUp(sheet);
            assertThat(running.first(STATE)).isEqualTo("RUNNING");
            assertThat(officer.post(running(asked.path()), asked.path() + "/pause")
                            .first(STATE))
                    .isEqualTo("PAUSED");
            held.rollback();
        }
        Page paused = officer.get(asked.path());
        assertThat(sums(paused).get(0)).isLessThanOrEqualTo(1);
        assertThat(officer.post(paused, asked.path() + "/pause").status()).isEqualTo(409);
        officer.post(paused, asked.path() + "/resume");
        Page done = finished(officer, asked.path());
        assertThat(sums(done)).containsExactly(30, 0, 0);
        assertThat(count("card where unit = '" + School.THERE
                        + "' and person in (select person from card_batch_item where batch = '" + id(asked) + "')"))
                .isEqualTo(30);
        // As a process that was killed leaves it: running, with open rows and nobody who knows of them.
        house.database()
                .sql(
                        "update card set status = 1 where id in (select card from card_batch_item where batch = cast(:b as uuid) and n > 20)")
                .param("b", id(asked))
                .update();
        house.database()
                .sql("update card_batch_item set state = 'OPEN' where batch = cast(:b as uuid) and n > 20")
                .param("b", id(asked))
                .update();
        house.database()
                .sql("update card_batch set state = 'RUNNING' where id = cast(:b as uuid)")
                .param("b", id(asked))
                .update();
        assertThat(sums(finished(officer, asked.path()))).containsExactly(30, 0, 0);
        assertThat(officer.post(done, "/card-office/batches/issue", Map.of("group", List.of(group.id())))
                        .status())
                .as("nobody is left")
                .isEqualTo(422);
    }

    @Test
    void aClassIsVoidedAndThoseWhoLeftEndByTheRoster() {
        SchoolClass group = SchoolClass.in(house, School.THERE, "4A", "Lý Thị Ở", "Lý Văn Đi");
        withCards(group);
        // Who left.
        LocalDate today = LocalDate.ofInstant(house.clock().instant(), ZoneId.of("Asia/Ho_Chi_Minh"));
        house.writer().closeEnrolment(group.enrolments().get(1), today.minusDays(1));
        Page home = officer.get("/card-office?unit=" + School.THERE);
        Page asked = officer.post(home, "/card-office/batches/rollover", Map.of("unit", List.of(School.THERE)));
        assertThat(asked.status()).as(asked.body()).isEqualTo(200);
        assertThat(asked.body()).doesNotContain("??");
        approve(second, asked.path());
        finished(officer, asked.path());
        assertThat(status(group.pupils().get(1))).isEqualTo(3);
        assertThat(status(group.pupils().get(0))).as("not printed again").isZero();

        Page wrong = officer.post(
                officer.get(path(group)), "/card-office/batches/void", Map.of("group", List.of(group.id())));
        assertThat(wrong.status()).isEqualTo(422);
        Page voiding = officer.post(
                officer.get(path(group)),
                "/card-office/batches/void",
                Map.of("group", List.of(group.id()), "cause", List.of("misused")));
        assertThat(officer.get(voiding.path() + "/approve").status()).isEqualTo(403);
        assertThat(house.as(house.school().otherPrincipal())
                        .get(voiding.path() + "/approve")
                        .status())
                .as("a principal does not void")
                .isEqualTo(403);
        approve(second, voiding.path());
        finished(officer, voiding.path());
        assertThat(status(group.pupils().get(0))).isEqualTo(1);
        assertThat(house.events("CARD_CHANGED", group.pupils().get(0).id().toString()))
                .isEqualTo(1);
        // One that was turned down does nothing, and cannot be approved afterwards.
        SchoolClass other = SchoolClass.in(house, School.THERE, "4B", "Lý Thị Không");
        Page ask = officer.post(
                officer.get(path(other)), "/card-office/batches/issue", Map.of("group", List.of(other.id())));
        Page refused = second.post(second.get(ask.path()), ask.path() + "/refuse");
        assertThat(refused.first(STATE)).isEqualTo("REFUSED");
        assertThat(second.get(ask.path() + "/approve").status()).isEqualTo(409);
    }

    @Test
    void aLostCardIsReplacedAndAForgottenOneHelpedForADay() throws Exception {
        SchoolClass group = SchoolClass.in(house, School.HERE, "9D", "Mai Thị Quên");
        withCards(group);
        Member pupil = group.pupils().get(0);
        String person = "/card-office/people/" + pupil.id() + "?unit=" + School.HERE;
        Page page = officer.get(person);
        assertThat(page.status()).as(page.body()).isEqualTo(200);
        String card = page.first("data-card=\"([0-9a-f]{16})\" data-status=\"VALID\" data-temporary=\"false\"");

        Page temporary = officer.get("/card-office/people/" + pupil.id() + "/temporary?unit=" + School.HERE);
        Page given = officer.stepUp(temporary);
        assertThat(given.status()).as(given.body()).isEqualTo(200);
        String day = given.first("data-card=\"([0-9a-f]{16})\" data-status=\"VALID\" data-temporary=\"true\"");
        assertThat(status(card)).as("the other stays").isZero();
        Instant end = house.database()
                .sql("select expires_at from card where id = decode(:id, 'hex')")
                .param("id", day)
                .query(java.sql.Timestamp.class)
                .single()
                .toInstant();
        assertThat(Duration.between(house.clock().instant(), end)).isBetween(Duration.ZERO, Duration.ofHours(24));
        byte[] printed = officer.post(given, "/card-office/cards/" + day + "/print")
                .answer()
                .body();
        assertThat(codes(printed, 300)).hasSize(1);

        Page lost = officer.post(given, "/card-office/cards/" + card + "/lost");
        assertThat(status(card)).isEqualTo(2);
        assertThat(officer.get("/card-office/lost").body())
                .contains("Mai Thị Quên")
                .doesNotContain("??");
        Page sheet = officer.post(
                lost,
                "/card-office/people/" + pupil.id() + "/issue",
                Map.of("unit", List.of(School.HERE), "replaces", List.of(card)));
        Page replaced = officer.stepUp(sheet);
        assertThat(replaced.status()).as(replaced.body()).isEqualTo(200);
        assertThat(status(card)).isEqualTo(3);
        assertThat(replaced.body()).contains("Đã thay").doesNotContain("??");
        assertThat(principal.get(person).body()).doesNotContain("id=\"replace\"");
        assertThat(principal
                        .post(principal.get(person), "/card-office/cards/" + card + "/lost")
                        .status())
                .isEqualTo(403);
    }

    @Test
    void whatIsKeptIsExportedAndGoesWithThePersonAndWithTheConsent() {
        SchoolClass group = SchoolClass.in(house, School.HERE, "8E", "Tạ Thị Giữ", "Tạ Văn Xoá");
        consent(group, Map.of(0, "yes", 1, "yes"));
        upload(group, files(group, Map.of(0, SchoolClass.portrait(5), 1, SchoolClass.portrait(6))));
        UUID keeps = group.pupils().get(0).id();
        UUID goes = group.pupils().get(1).id();
        Page page = officer.get("/card-office/people/" + keeps + "?unit=" + School.HERE);
        Page export =
                officer.post(page, "/card-office/people/" + keeps + "/export", Map.of("unit", List.of(School.HERE)));
        assertThat(export.body()).contains("photoJpegBase64\":\"/9j/").contains("Tạ Thị Giữ");
        assertThat(house.events("CARD_PHOTO_CHANGED", "export")).isPositive();
        assertThat(principal
                        .post(
                                principal.get("/card-office"),
                                "/card-office/people/" + keeps + "/export",
                                Map.of("unit", List.of(School.HERE)))
                        .status())
                .isEqualTo(403);

        house.writer().erase(goes, LocalDate.ofInstant(house.clock().instant(), ZoneId.of("Asia/Ho_Chi_Minh")));
        house.bean(PhotoKeeping.class).round();
        assertThat(count("card_photo where person = '" + goes + "'")).isZero();
        assertThat(count("card_photo_consent where person = '" + goes + "'")).isZero();
        assertThat(count("card_photo where person = '" + keeps + "'")).isEqualTo(1);
        consent(group, Map.of(0, "no"));
        assertThat(count("card_photo where person = '" + keeps + "'")).isZero();
    }

    /** A short name, so that the photo's digest has room in the code. */
    @Test
    void aCardWhosePhotoChangedIsNotPrinted() {
        School.unit(house.writer(), "thcs-du", UnitKind.THCS, "Trường THCS Du", java.util.OptionalInt.empty());
        School.edge(house.writer(), School.DEPARTMENT, "thcs-du", EdgeKind.CHUYEN_MON);
        SchoolClass group = SchoolClass.in(house, "thcs-du", "6A", "Lê An", "Lê Ba");
        consent(group, Map.of(0, "yes", 1, "no"));
        upload(group, files(group, Map.of(0, SchoolClass.portrait(7))));
        Page asked = officer.post(
                officer.get(path(group)), "/card-office/batches/issue", Map.of("group", List.of(group.id())));
        approve(second, asked.path());
        Page done = finished(officer, asked.path());
        assertThat(sums(done)).containsExactly(2, 0, 0);
        assertThat(outcomes(upload(group, files(group, Map.of(0, SchoolClass.portrait(8))))))
                .containsExactly("RENEWED");
        officer.post(done, asked.path() + "/print", Map.of("form", List.of("SHEETS")));
        Page after = officer.get(asked.path());
        assertThat(problems(after)).containsExactly("PHOTO_CHANGED");
        assertThat(after.body()).contains("Đã in 1").doesNotContain("??");
    }

    @Test
    void aDepartmentsBatchGoesOverItsSchoolsAndIsPrintedClassByClass() throws Exception {
        School.unit(
                house.writer(), "so-ba", UnitKind.SO, "Sở Giáo dục và Đào tạo Tỉnh Ba", java.util.OptionalInt.empty());
        School.unit(house.writer(), "van-hanh-ba", UnitKind.VAN_HANH, "Tổ vận hành ba", java.util.OptionalInt.empty());
        School.unit(house.writer(), "thcs-ba", UnitKind.THCS, "Trường THCS Ba", java.util.OptionalInt.empty());
        School.edge(house.writer(), "so-ba", "van-hanh-ba", EdgeKind.QUAN_LY);
        School.edge(house.writer(), "so-ba", "thcs-ba", EdgeKind.CHUYEN_MON);
        SchoolClass one = SchoolClass.in(house, "thcs-ba", "6A", "Lê Một", "Lê Hai");
        SchoolClass two = SchoolClass.in(house, "thcs-ba", "6B", "Lê Ba");
        Browser first = house.as(School.member(house.writer(), "so.1", "Bùi Thị Sở", Position.CHUYEN_VIEN_SO, "so-ba"));
        Browser other = house.as(School.member(house.writer(), "so.2", "Bùi Văn Sở", Position.CHUYEN_VIEN_SO, "so-ba"));
        Browser prints =
                house.as(School.member(house.writer(), "the.ba", "Đoàn Thị Ba", Position.CAN_BO_THE, "van-hanh-ba"));
        assertThat(first.get(path(one)).status()).as("numbers, no names").isEqualTo(403);
        Page asked = first.post(
                first.get("/card-office"),
                "/card-office/batches/issue",
                Map.of("unit", List.of("so-ba"), "withoutPhoto", List.of("true")));
        assertThat(asked.status()).as(asked.body()).isEqualTo(200);
        assertThat(first.get(asked.path() + "/approve").status()).isEqualTo(403);
        assertThat(prints.get(asked.path() + "/approve").status()).isEqualTo(403);
        approve(other, asked.path());
        assertThat(sums(finished(other, asked.path()))).containsExactly(3, 0, 0);
        assertThat(prints.get("/card-office/batches").body()).contains(asked.path());
        Page done = prints.get(asked.path());
        assertThat(done.body()).doesNotContain("id=\"sheets\"").doesNotContain("??");
        byte[] pdf = prints.post(done, asked.path() + "/print", Map.of("group", List.of(one.id())))
                .answer()
                .body();
        assertThat(codes(pdf, 200)).hasSize(2);
        assertThat(first.post(first.get(asked.path()), asked.path() + "/print", Map.of("group", List.of(two.id())))
                        .status())
                .isEqualTo(403);
    }

    private static String path(SchoolClass group) {
        return "/card-office/classes/" + group.id();
    }

    private static Map<String, byte[]> files(SchoolClass group, Map<Integer, byte[]> pictures) {
        Map<String, byte[]> files = new LinkedHashMap<>();
        pictures.forEach((at, picture) -> files.put(group.pupils().get(at).uid() + ".jpg", picture));
        return files;
    }

    private static Page upload(SchoolClass group, Map<String, byte[]> files) {
        Page page = officer.upload(
                officer.get(path(group)),
                path(group) + "/photos",
                Part.file("files", "anh.zip", SchoolClass.zip(files)));
        assertThat(page.status()).as(page.body()).isEqualTo(200);
        return page;
    }

    @Test
    void whoSignedAConsentWhenAndAsWhatIsRecorded() {
        SchoolClass group = SchoolClass.in(house, School.HERE, "6K1", "Bàng Thị Ký", "Bàng Văn Cùng", "Bàng Thị Không");
        Member one = group.pupils().get(0);
        Member both = group.pupils().get(1);
        Member unlisted = group.pupils().get(2);
        Member mother = Family.guardian(house, "Lò Thị Mẹ", GuardianKind.MOTHER, one, GuardianScope.CONSENT);
        Member reads = Family.guardian(house, "Lò Văn Đọc", GuardianKind.FATHER, one, GuardianScope.RECORDS);
        Member first =
                Family.guardian(house, "Lường Thị Một", GuardianKind.MOTHER, both, GuardianScope.CONSENT_JOINTLY);
        Member second =
                Family.guardian(house, "Lường Văn Hai", GuardianKind.FATHER, both, GuardianScope.CONSENT_JOINTLY);
        String consents = path(group) + "/consents";
        String day = LocalDate.ofInstant(house.clock().instant(), ZoneId.of("Asia/Ho_Chi_Minh"))
                .minusDays(3)
                .toString();

        // Nobody signed, or somebody who may not: not written, and the answer stays on the page.
        for (String signer : List.of("", reads.id().toString(), second.id().toString())) {
            Page page = officer.post(officer.get(path(group)), consents, said(one, "yes", signer, day));
            assertThat(page.status()).isEqualTo(422);
            assertThat(page.body()).contains("Lỗi: 1 em chưa ghi được").contains("Chưa rõ ai ký");
        }
        assertThat(signers(one)).isEmpty();
        assertThat(officer.post(
                                officer.get(path(group)),
                                consents,
                                said(one, "yes", mother.id().toString(), "2999-01-01"))
                        .status())
                .isEqualTo(422);
        assertThat(signers(one)).isEmpty();
        officer.post(
                officer.get(path(group)), consents, said(one, "yes", mother.id().toString(), day));
        assertThat(signers(one)).containsExactly(mother.id() + " Lò Thị Mẹ MOTHER " + day + " PAPER");
        assertThat(officer.get("/card-office/people/" + one.id() + "?unit=" + School.HERE)
                        .body())
                .contains("Lò Thị Mẹ (mẹ)")
                .contains("phiếu giấy");

        // Who may only together signs together; either takes back alone.
        assertThat(officer.post(
                                officer.get(path(group)),
                                consents,
                                said(both, "yes", first.id().toString(), day))
                        .status())
                .isEqualTo(422);
        Map<String, List<String>> together =
                new HashMap<>(said(both, "yes", first.id().toString(), day));
        together.put(
                "signer." + both.id(),
                List.of(first.id().toString(), second.id().toString()));
        together.put("medium", List.of("ONLINE"));
        officer.post(officer.get(path(group)), consents, together);
        assertThat(signers(both))
                .containsExactly(
                        first.id() + " Lường Thị Một MOTHER " + day + " ONLINE",
                        second.id() + " Lường Văn Hai FATHER " + day + " ONLINE");
        officer.post(
                officer.get(path(group)), consents, said(both, "no", second.id().toString(), day));
        assertThat(signers(both)).containsExactly(second.id() + " Lường Văn Hai FATHER " + day + " PAPER");

        // Whom the directory does not know is written down by name.
        Map<String, List<String>> named = new HashMap<>(said(unlisted, "yes", "", day));
        named.put("name." + unlisted.id(), List.of("  Lèng Thị Bà "));
        named.put("capacity." + unlisted.id(), List.of("GUARDIAN"));
        officer.post(officer.get(path(group)), consents, named);
        assertThat(signers(unlisted)).containsExactly("null Lèng Thị Bà GUARDIAN " + day + " PAPER");
        assertThat(house.events("CARD_PHOTO_CHANGED", "Lèng")).isZero();
    }

    private static Map<String, List<String>> said(Member pupil, String word, String signer, String day) {
        return Map.of(
                "consent." + pupil.id(),
                List.of(word),
                "signer." + pupil.id(),
                List.of(signer),
                "signedOn",
                List.of(day));
    }

    private static List<String> signers(Member pupil) {
        return house.database()
                .sql("select s.guardian, s.name, s.capacity, c.signed_on, c.medium from card_photo_consent_signer s"
                        + " join card_photo_consent c on c.person = s.person where s.person = :person order by s.n")
                .param("person", pupil.id())
                .query((row, number) -> String.join(
                        " ",
                        String.valueOf(row.getObject("guardian")),
                        row.getString("name"),
                        row.getString("capacity"),
                        row.getString("signed_on"),
                        row.getString("medium")))
                .list();
    }

    private static void consent(SchoolClass group, Map<Integer, String> said) {
        Map<String, List<String>> fields = new HashMap<>();
        said.forEach((at, word) -> {
            fields.put("consent." + group.pupils().get(at).id(), List.of(word));
            fields.put("name." + group.pupils().get(at).id(), List.of("Lê Thị Mẹ " + at));
            fields.put("capacity." + group.pupils().get(at).id(), List.of("MOTHER"));
        });
        Page page = officer.post(officer.get(path(group)), path(group) + "/consents", fields);
        assertThat(page.status()).as(page.body()).isEqualTo(200);
    }

    private static void withCards(SchoolClass group) {
        Page asked = officer.post(
                officer.get(path(group)),
                "/card-office/batches/issue",
                Map.of("group", List.of(group.id()), "withoutPhoto", List.of("true")));
        approve(second, asked.path());
        assertThat(sums(finished(officer, asked.path())).get(0))
                .isEqualTo(group.pupils().size());
    }

    private static void approve(Browser who, String batch) {
        Page page = who.stepUp(who.get(batch + "/approve"));
        assertThat(page.status()).as(page.body()).isEqualTo(200);
    }

    private static Page running(String batch) {
        return officer.get(batch);
    }

    private static Page finished(Browser who, String batch) {
        Instant patience = Instant.now().plusSeconds(60);
        Page page = who.get(batch);
        while (!page.first(STATE).equals("DONE")) {
            assertThat(Instant.now()).as(page.body()).isBefore(patience);
            java.util.concurrent.locks.LockSupport.parkNanos(100_000_000);
            page = who.get(batch);
        }
        return page;
    }

    private static List<Integer> sums(Page page) {
        List<Integer> sums = new ArrayList<>();
        for (String name : List.of("done", "failed", "open")) {
            sums.add(Integer.parseInt(page.first("data-" + name + "=\"(\\d+)\"")));
        }
        return sums;
    }

    private static List<String> outcomes(Page page) {
        return all(page, "data-outcome=\"([A-Z_]+)\"");
    }

    private static List<String> problems(Page page) {
        return all(page, "data-problem=\"([A-Z_]+)\"");
    }

    private static List<String> all(Page page, String pattern) {
        return java.util.regex.Pattern.compile(pattern)
                .matcher(page.body())
                .results()
                .map(found -> found.group(1))
                .toList();
    }

    private static String id(Page batch) {
        return batch.path().substring(batch.path().lastIndexOf('/') + 1);
    }

    private static List<String> texts(String batch) {
        String base = house.bean(CardAddresses.class).base();
        return house
                .database()
                .sql(
                        "select c.cose from card c join card_batch_item i on i.card = c.id where i.batch = cast(:b as uuid)"
                                + " and i.state = 'DONE'")
                .param("b", batch)
                .query(byte[].class)
                .list()
                .stream()
                .map(cose -> CardText.of(base, cose))
                .toList();
    }

    /** Drawn by poppler, read by ZBar. */
    private List<String> codes(byte[] pdf, int dpi) throws Exception {
        Assumptions.assumeTrue(
                Files.isExecutable(Path.of("/usr/bin/zbarimg")), "needs zbarimg; ./khue test installs it");
        Path pages = Files.createTempDirectory(folder, "p");
        Path file = Files.write(pages.resolve("f.pdf"), pdf);
        Tools tools = new Tools(pages);
        tools.run(
                "pdftoppm",
                "-r",
                "" + dpi,
                "-png",
                file.toString(),
                pages.resolve("p").toString());
        List<String> codes = new ArrayList<>();
        try (Stream<Path> pictures = Files.list(pages)) {
            for (Path picture :
                    pictures.filter(each -> each.toString().endsWith(".png")).toList()) {
                tools.end(List.of("zbarimg", "-q", "--raw", "-Sdisable", "-Sqrcode.enable", picture.toString()))
                        .output()
                        .lines()
                        .filter(line -> line.startsWith(house.base()))
                        .forEach(codes::add);
            }
        }
        return codes;
    }

    private static int count(String from) {
        return house.database()
                .sql("select count(*) from " + from)
                .query(Integer.class)
                .single();
    }

    private static int status(Member pupil) {
        return house.database()
                .sql("select status from card where person = :p and not temporary order by issued_at desc limit 1")
                .param("p", pupil.id())
                .query(Integer.class)
                .single();
    }

    private static int status(String card) {
        return house.database()
                .sql("select status from card where id = decode(:id, 'hex')")
                .param("id", card)
                .query(Integer.class)
                .single();
    }
}
