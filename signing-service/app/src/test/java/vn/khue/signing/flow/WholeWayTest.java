package vn.khue.signing.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vn.khue.signing.archive.ArchiveRenewal;
import vn.khue.signing.house.Browser;
import vn.khue.signing.house.Browser.Page;
import vn.khue.signing.house.Browser.Part;
import vn.khue.signing.house.Desk;
import vn.khue.signing.house.Papers;
import vn.khue.signing.house.RawPdf;
import vn.khue.signing.house.SigningHouse;

/** What a leader can sign can also be numbered and sealed: what could not is refused when it is handed in. */
class WholeWayTest {
    private static SigningHouse house;
    private static Desk desk;

    @BeforeAll
    static void open() {
        house = SigningHouse.get();
        desk = new Desk(house);
        desk.ready();
    }

    @Test
    void numberFieldsThatCouldNotBeFilledAfterTheSignatureRefuseTheFileAtOnce() {
        Map<String, byte[]> bad = new LinkedHashMap<>();
        bad.put(
                "filled",
                RawPdf.a4().field("SoVB", "/V (12)").field("NgayBH", "").bytes());
        bad.put(
                "read-only",
                RawPdf.a4().field("SoVB", "").field("NgayBH", "/Ff 1").bytes());
        bad.put("in two places", RawPdf.a4().fieldInTwoPlaces("SoVB").bytes());
        bad.put(
                "locked by an earlier signature",
                RawPdf.a4()
                        .field("SoVB", "")
                        .field("NgayBH", "")
                        .lockedBySignature(Papers::foreignSignature)
                        .bytes());
        bad.forEach((what, file) -> {
            Page page = desk.submit(
                    house.as(house.school().teacher()), file, house.school().principal());
            assertThat(page.body())
                    .as(what)
                    .contains("data-rule=\"NUMBER_FIELDS\"")
                    .contains("SoVB", "để trống");
            assertThat(desk.state(Browser.id(page))).isEqualTo("REFUSED");
            assertThat(house.events("DOCUMENT_REFUSED", Browser.id(page).toString()))
                    .isEqualTo(1);
        });
    }

    @Test
    void openNumberFieldsAreNoReasonToRefuse() {
        for (byte[] file : new byte[][] {
            RawPdf.a4().field("SoVB", "").field("NgayBH", "").bytes(),
            RawPdf.a4().field("GhiChu", "/V (x) /Ff 1").bytes()
        }) {
            Page page = desk.submit(
                    house.as(house.school().teacher()), file, house.school().principal());
            assertThat(page.body()).contains("data-state=\"SUBMITTED\"");
        }
    }

    @Test
    void withoutFieldsTheNumberIsReservedBeforeTheSignatureAndSignedWithIt() {
        UUID id = submitted(RawPdf.a4().words(100, 400, "Noi dung " + UUID.randomUUID()));
        Browser principal = house.as(house.school().principal());
        Page before = desk.read(principal, id);
        assertThat(before.body()).contains("id=\"number-inside\"");
        assertThat(principal.stepUp(desk.propose(principal, id)).body()).contains("data-done=\"1\"");
        assertThat(desk.state(id)).isEqualTo("SIGNED");

        Browser clerk = house.as(house.school().clerk());
        Page signed = clerk.get("/documents/" + id);
        String notation = signed.first("id=\"notation\">([^<]+)<");
        assertThat(notation).matches("\\d{2,}/QĐ-THCSTT2");
        assertThat(signed.body()).contains("Vào sổ số " + notation);
        assertThat(clerk.get("/clerk").body()).contains("Số " + notation);
        assertThat(text(principal.get("/documents/" + id + "/file"))).contains(inPdf("Số: " + notation + "; ngày "));

        Page numbered = clerk.post(signed, "/documents/" + id + "/number");
        assertThat(numbered.first("id=\"notation\">([^<]+)<"))
                .as("the clerk enters the number that was signed, no other")
                .isEqualTo(notation);
        assertThat(desk.state(id)).isEqualTo("NUMBERED");
        assertThat(house.database()
                        .sql("select count(*) from register_entry where document = :id")
                        .param("id", id)
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
        assertThat(clerk.stepUp(clerk.post(numbered, "/documents/" + id + "/seal"))
                        .body())
                .contains("data-done=\"1\"");
        Page published = clerk.post(clerk.get("/documents/" + id), "/documents/" + id + "/publish");
        Page open = house.outsider().get(published.first("href=\"(/d/[A-Za-z0-9_-]{22})\""));
        assertThat(open.body()).contains("data-indication=\"TOTAL_PASSED\"", notation, "id=\"number-inside\"");
        assertThat(house.events("DOCUMENT_NUMBERED", "RESERVED_BEFORE_SIGNATURE"))
                .isPositive();
        assertThat(house.events("DOCUMENT_NUMBERED", id.toString())).isEqualTo(2);
    }

    @Test
    void aSignatureThatComesToNothingUsesUpNoNumber() {
        UUID id = submitted(RawPdf.a4().words(100, 400, "Hong " + UUID.randomUUID()));
        Browser principal = house.as(house.school().principal());
        Page sheet = desk.propose(principal, id);
        long before = lastNumber();
        house.database()
                .sql("create function die2() returns trigger language plpgsql as $$ begin if new.id = '" + id
                        + "' then raise exception 'crash'; end if; return new; end $$")
                .update();
        house.database()
                .sql("create trigger die2 before update on document for each row execute function die2()")
                .update();
        try {
            assertThat(principal.stepUp(sheet).body()).contains("data-failed=\"1\"");
        } finally {
            house.database().sql("drop trigger die2 on document").update();
            house.database().sql("drop function die2()").update();
        }
        assertThat(lastNumber()).isEqualTo(before);
    }

    @Test
    void whereTheSealDoesNotFitAtTheLinesTheSignatureMovesInward() {
        String name = house.school().principal().name();
        UUID left = submitted(RawPdf.a4().words(20, 400, "HIỆU TRƯỞNG").words(20, 300, name));
        UUID low = submitted(RawPdf.a4().words(300, 70, "HIỆU TRƯỞNG").words(300, 6, name));
        Browser principal = house.as(house.school().principal());
        Browser clerk = house.as(house.school().clerk());
        for (UUID id : new UUID[] {left, low}) {
            assertThat(desk.read(principal, id).body()).contains("không đủ chỗ cho con dấu");
            assertThat(principal.stepUp(desk.propose(principal, id)).body()).contains("data-done=\"1\"");
            Page numbered = clerk.post(clerk.get("/documents/" + id), "/documents/" + id + "/number");
            assertThat(clerk.stepUp(clerk.post(numbered, "/documents/" + id + "/seal"))
                            .body())
                    .contains("data-done=\"1\"");
        }
    }

    @Test
    void onASmallPageBothFitOrTheFileIsRefusedAtOnce() {
        UUID small = submitted(RawPdf.page(200, 160).words(10, 100, "A5 " + UUID.randomUUID()));
        Browser principal = house.as(house.school().principal());
        Browser clerk = house.as(house.school().clerk());
        assertThat(principal.stepUp(desk.propose(principal, small)).body()).contains("data-done=\"1\"");
        Page numbered = clerk.post(clerk.get("/documents/" + small), "/documents/" + small + "/number");
        assertThat(clerk.stepUp(clerk.post(numbered, "/documents/" + small + "/seal"))
                        .body())
                .contains("data-done=\"1\"");

        Page tiny = desk.submit(
                house.as(house.school().teacher()),
                RawPdf.page(100, 90).words(5, 50, "x").bytes(),
                house.school().principal());
        assertThat(tiny.body()).contains("data-rule=\"NO_ROOM\"").contains("con dấu đúng cỡ");
    }

    @Test
    void theSameIsCheckedBeforeTheStepUpForWhatIsAlreadyWaiting() {
        UUID id = submitted(RawPdf.page(200, 160).words(10, 100, "lon hon " + UUID.randomUUID()));
        Browser principal = house.as(house.school().principal());
        Page page = desk.read(principal, id);
        house.database()
                .sql("update seal_image set diameter_mm = 50 where unit = :unit")
                .param("unit", house.school().principal().unit())
                .update();
        try {
            Page refused = principal.post(page, "/inbox/sign", Map.of("d", java.util.List.of(id.toString())));
            assertThat(refused.status()).isEqualTo(409);
            assertThat(refused.body()).contains("Không có chỗ cho chữ ký");
        } finally {
            house.database()
                    .sql("update seal_image set diameter_mm = 36 where unit = :unit")
                    .param("unit", house.school().principal().unit())
                    .update();
        }
        assertThat(desk.state(id)).isEqualTo("SUBMITTED");
    }

    @Test
    void whatIsKeptForEverIsSealedWithASecondTimestamp() {
        UUID id = submitted(RawPdf.a4().words(100, 400, "Nghi quyet " + UUID.randomUUID()), "NQ");
        Browser principal = house.as(house.school().principal());
        principal.stepUp(desk.propose(principal, id));
        Browser clerk = house.as(house.school().clerk());
        Page numbered = clerk.post(clerk.get("/documents/" + id), "/documents/" + id + "/number");
        assertThat(clerk.stepUp(clerk.post(numbered, "/documents/" + id + "/seal"))
                        .body())
                .contains("data-done=\"1\"");
        byte[] sealed = clerk.get("/documents/" + id + "/file").answer().body();
        JsonNode report = JsonMapper.builder()
                .build()
                .readTree(house.outsider()
                        .api("/api/validations", "application/json", Part.file("file", "a.pdf", sealed))
                        .body());
        assertThat(report.path("indication").asString()).isEqualTo("TOTAL_PASSED");
        assertThat(report.path("signatures").path(1).path("level").asString()).isEqualTo("PAdES-BASELINE-LTA");
        assertThat(report.path("officialDocument").path("complete").asBoolean()).isTrue();
        assertThat(house.events("DOCUMENT_SEALED", "B_LTA")).isPositive();
        isRenewedWhenItsTimestampIsNearItsEnd(id, clerk, sealed);
    }

    private static void isRenewedWhenItsTimestampIsNearItsEnd(UUID id, Browser clerk, byte[] sealed) {
        ArchiveRenewal renewal = house.bean(ArchiveRenewal.class);
        assertThat(renewal.sweep()).as("nothing is near its end").isZero();
        // As if the authority's certificate in use at the time were about to end.
        endsIn(id, Duration.ofDays(46));
        assertThat(renewal.sweep()).isZero();
        endsIn(id, Duration.ofDays(44));
        assertThat(renewal.sweep()).isEqualTo(1);
        assertThat(renewal.sweep()).as("once").isZero();
        Page page = clerk.get("/documents/" + id);
        assertThat(page.body()).contains("Gia hạn dấu thời gian lưu trữ").contains("data-state=\"SEALED\"");
        byte[] renewed = clerk.get("/documents/" + id + "/file").answer().body();
        assertThat(renewed).startsWith(sealed).hasSizeGreaterThan(sealed.length);
        JsonNode report = JsonMapper.builder()
                .build()
                .readTree(house.outsider()
                        .api("/api/validations", "application/json", Part.file("file", "a.pdf", renewed))
                        .body());
        assertThat(report.path("indication").asString()).isEqualTo("TOTAL_PASSED");
        assertThat(report.path("signatures").size())
                .as("two of people, two of time")
                .isEqualTo(4);
        assertThat(house.events("ARCHIVE_RENEWED", "B_LTA")).isEqualTo(1);

        whatCannotBeRenewedWaitsForAWhile(id, renewal);

        // A decision of an earlier time, which nobody has to keep any more.
        house.database()
                .sql("update document set kind = 'QD' where id = :id")
                .param("id", id)
                .update();
        endsIn(id, Duration.ofDays(1));
        assertThat(renewal.sweep()).isZero();
        assertThat(house.database()
                        .sql("select count(*) from document where id = :id and renew_by is null")
                        .param("id", id)
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
    }

    private static void whatCannotBeRenewedWaitsForAWhile(UUID id, ArchiveRenewal renewal) {
        byte[] digest = house.database()
                .sql("select current_sha256 from document where id = :id")
                .param("id", id)
                .query(byte[].class)
                .single();
        pointTo(id, new byte[32]);
        endsIn(id, Duration.ofDays(44));
        assertThat(renewal.sweep()).as("its file is gone").isZero();
        assertThat(failures(id)).isEqualTo(1);
        pointTo(id, digest);
        assertThat(renewal.sweep()).as("others have their turn first").isZero();
        house.database()
                .sql("update document set renew_not_before = renew_not_before - interval '1 hour' where id = :id")
                .param("id", id)
                .update();
        assertThat(renewal.sweep()).isEqualTo(1);
        assertThat(failures(id)).isZero();
    }

    private static void pointTo(UUID id, byte[] digest) {
        house.database()
                .sql("update document set current_sha256 = :digest where id = :id")
                .param("digest", digest)
                .param("id", id)
                .update();
    }

    private static int failures(UUID id) {
        return house.database()
                .sql("select renew_failures from document where id = :id")
                .param("id", id)
                .query(Integer.class)
                .single();
    }

    private static void endsIn(UUID id, Duration time) {
        house.database()
                .sql("update document set renew_by = :end where id = :id and renew_by is not null")
                .param("end", Timestamp.from(house.clock().instant().plus(time)))
                .param("id", id)
                .update();
    }

    private static UUID submitted(RawPdf pdf) {
        return submitted(pdf, "QD");
    }

    private static UUID submitted(RawPdf pdf, String kind) {
        Browser teacher = house.as(house.school().teacher());
        Page form = teacher.get("/documents/new");
        Page page = teacher.upload(
                form,
                "/documents",
                Part.file("file", "x.pdf", pdf.bytes()),
                Part.field("title", "Cả đường"),
                Part.field("kind", kind),
                Part.field("signer", house.school().principal().id().toString()),
                Part.field("key", form.first("name=\"key\" value=\"([^\"]+)\"")));
        assertThat(page.body()).contains("data-state=\"SUBMITTED\"");
        return Browser.id(page);
    }

    private static long lastNumber() {
        return house.database()
                .sql("select coalesce(max(last_number), 0) from register_series where unit = :unit and series = 'QD'")
                .param("unit", house.school().principal().unit())
                .query(Long.class)
                .single();
    }

    private static String text(Page file) {
        return new String(file.answer().body(), StandardCharsets.ISO_8859_1);
    }

    /** As a PDF text string holds it (ISO 32000-2, 7.9.2.2: UTF-16 with a mark), what is no letter in octal (7.3.4.2). */
    private static String inPdf(String words) {
        StringBuilder literal = new StringBuilder();
        for (byte each : words.getBytes(StandardCharsets.UTF_16BE)) {
            int value = each & 255;
            literal.append(value < 32 ? String.format(Locale.ROOT, "\\%03o", value) : Character.toString(value));
        }
        return literal.toString();
    }
}
