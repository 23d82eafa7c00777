package vn.khue.signing.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vn.khue.signature.SignatureFailure;
import vn.khue.signing.document.ContentStore;
import vn.khue.signing.document.Document;
import vn.khue.signing.document.DocumentStore;
import vn.khue.signing.house.Browser;
import vn.khue.signing.house.Browser.Page;
import vn.khue.signing.house.Browser.Part;
import vn.khue.signing.house.Desk;
import vn.khue.signing.house.ForeignAuthority;
import vn.khue.signing.house.RawPdf;
import vn.khue.signing.house.SigningHouse;

/** The main road, through the pages, on real parts: handed in, seen, signed, numbered, sealed, published, verified. */
class SigningFlowTest {
    private static SigningHouse house;
    private static Desk desk;

    @BeforeAll
    static void open() {
        house = SigningHouse.get();
        desk = new Desk(house);
        desk.ready();
    }

    @Test
    void fromUploadToPublicPage() throws IOException, SignatureFailure {
        Browser teacher = house.as(house.school().teacher());
        Page submitted = desk.submit(teacher, desk.decision(), house.school().principal());
        UUID id = Browser.id(submitted);
        assertThat(submitted.body()).contains("data-state=\"SUBMITTED\"");

        Browser principal = house.as(house.school().principal());
        assertThat(principal.get("/inbox").body()).contains(id.toString());
        Page page = principal.get("/documents/" + id);
        int pages = Integer.parseInt(page.first("data-pages=\"(\\d+)\""));
        for (int number = 1; number <= pages; number++) {
            Page picture = principal.get("/documents/" + id + "/pages/" + number + ".png?w=960");
            assertThat(picture.status()).isEqualTo(200);
            assertThat(picture.answer().body()).startsWith(0x89, 'P', 'N', 'G');
        }
        assertThat(principal.get("/documents/" + id + "/text").body()).contains("Khen thưởng 42 học sinh");
        // The lines of title and name were found, so the planned place lies between them.
        assertThat(page.body()).contains("giữa chức vụ và họ tên");

        Page sheet = principal.post(page, "/inbox/sign", Map.of("d", List.of(id.toString())));
        assertThat(sheet.body()).contains("Ký 1 văn bản?", "Chưa ký, quay lại");
        assertThat(desk.state(id)).isEqualTo("SUBMITTED");
        Page outcome = principal.stepUp(sheet);
        assertThat(outcome.body()).contains("data-done=\"1\" data-failed=\"0\"");
        assertThat(desk.state(id)).isEqualTo("SIGNED");

        Browser clerk = house.as(house.school().clerk());
        assertThat(clerk.get("/clerk").body()).contains(id.toString());
        Page numbered = clerk.post(clerk.get("/documents/" + id), "/documents/" + id + "/number");
        String notation = numbered.first("id=\"notation\">([^<]+)<");
        assertThat(notation).matches("\\d{2,}/QĐ-THCSTT2");
        Page sealSheet = clerk.post(numbered, "/documents/" + id + "/seal");
        assertThat(sealSheet.body())
                .contains("Đóng dấu 1 văn bản?", "Chưa đóng dấu, quay lại")
                .doesNotContain("Chưa ký");
        assertThat(clerk.stepUp(sealSheet).body()).contains("data-done=\"1\" data-failed=\"0\"");
        Page published = clerk.post(clerk.get("/documents/" + id), "/documents/" + id + "/publish");
        String publicPath = published.first("href=\"(/d/[A-Za-z0-9_-]{22})\"");

        Browser outsider = house.outsider();
        Page publicPage = outsider.get(publicPath);
        assertThat(publicPage.status()).isEqualTo(200);
        assertThat(publicPage.body())
                .contains("data-indication=\"TOTAL_PASSED\"")
                .contains(notation);
        Page download = outsider.get(publicPath + "/file");
        assertThat(download.answer().headers().firstValue("Content-Disposition").orElse(""))
                .startsWith("attachment");
        assertThat(download.answer().headers().firstValue("X-Content-Type-Options"))
                .contains("nosniff");
        assertThat(download.answer()
                        .headers()
                        .firstValue("Content-Security-Policy")
                        .orElse(""))
                .contains("sandbox");
        byte[] signed = download.answer().body();
        Document stored = house.bean(DocumentStore.class).find(id).orElseThrow();
        Path file = house.bean(ContentStore.class).open(stored.current());
        assertThat(signed).isEqualTo(Files.readAllBytes(file));
        assertThat(outsider.get(publicPath + "/qr.svg").body()).startsWith("<svg");

        JsonNode report = JsonMapper.builder()
                .build()
                .readTree(outsider.api("/api/validations", "application/json", Part.file("file", "a.pdf", signed))
                        .body());
        assertThat(report.path("indication").asString()).isEqualTo("TOTAL_PASSED");
        assertThat(report.path("file").asString()).isEqualTo("a.pdf");
        assertThat(report.path("signatures").size()).isEqualTo(2);
        assertThat(report.path("signatures").path(0).path("signer").asString())
                .contains(house.school().principal().name());
        assertThat(report.path("signatures").path(0).path("level").asString()).isEqualTo("PAdES-BASELINE-LT");
        assertThat(report.path("signatures").path(1).path("level").asString()).isEqualTo("PAdES-BASELINE-LT");
        assertThat(report.path("signatures").path(0).path("trustClass").asString())
                .isEqualTo("INTERNAL");
        assertThat(report.path("officialDocument").path("complete").asBoolean()).isTrue();

        Page verify = outsider.get("/verify");
        Page verdict = outsider.upload(verify, "/verify", Part.file("file", "a.pdf", signed));
        assertThat(verdict.body()).contains("data-indication=\"TOTAL_PASSED\"").contains("Hợp lệ");
        for (String fact : List.of("Người ký", "Cơ quan quản lý", "Thời gian ký", "Tính toàn vẹn")) {
            assertThat(verdict.body()).contains(fact);
        }

        theReportIsAFileToo(outsider, verdict, signed);

        byte[] broken = signed.clone();
        int at = new String(broken, StandardCharsets.ISO_8859_1).indexOf("stream\n") + 20;
        broken[at] ^= 1;
        JsonNode bad = JsonMapper.builder()
                .build()
                .readTree(outsider.api("/api/validations", "application/json", Part.file("file", "b.pdf", broken))
                        .body());
        assertThat(bad.path("indication").asString()).isNotIn("TOTAL_PASSED", "NOT_SIGNED");

        byte[] xml = "<hocBa><diem>9</diem></hocBa>".getBytes(StandardCharsets.UTF_8);
        assertThat(outsider.api("/api/validations", "application/json", Part.file("file", "a.xml", xml))
                        .body())
                .asString(StandardCharsets.UTF_8)
                .contains("\"format\":\"XML\"", "\"indication\":\"NOT_SIGNED\"");
        byte[] typed = "<!DOCTYPE a><a/>".getBytes(StandardCharsets.UTF_8);
        assertThat(outsider.api("/api/validations", "application/json", Part.file("file", "b.xml", typed))
                        .body())
                .asString(StandardCharsets.UTF_8)
                .contains("\"subIndication\":\"DOCTYPE\"");

        for (String kind : List.of(
                "DOCUMENT_SUBMITTED",
                "DOCUMENT_VIEWED",
                "DOCUMENT_SIGNED",
                "DOCUMENT_NUMBERED",
                "DOCUMENT_SEALED",
                "DOCUMENT_PUBLISHED")) {
            assertThat(house.events(kind, id.toString())).as(kind).isEqualTo(1);
        }
        assertThat(house.events("DOCUMENT_VALIDATED", report.path("sha256").asString("")))
                .isPositive();
        assertThat(house.events("CERTIFICATE_ISSUED", "person-signing")).isPositive();

        // Taken back: the page says so and gives nothing out any more; number and bytes stay.
        principal.post(
                principal.get("/documents/" + id + "/recall"),
                "/documents/" + id + "/recall",
                Map.of("reason", List.of("Sai danh sách")));
        assertThat(outsider.get(publicPath).body()).contains("Văn bản đã bị thu hồi");
        assertThat(outsider.get(publicPath + "/file").status()).isEqualTo(410);
        assertThat(Files.isRegularFile(file)).isTrue();
    }

    /** From the page without sending the file again, and for programs by Accept; each with the verdict and the signer. */
    private static void theReportIsAFileToo(Browser outsider, Page verdict, byte[] signed)
            throws IOException, SignatureFailure {
        String link = verdict.first("id=\"report-pdf\" download href=\"([^\"]+)\"");
        assertThat(link).matches("/verify/reports/[A-Za-z0-9_-]{22}");
        var kept = outsider.get(link).answer();
        var asked = outsider.api("/api/validations", "application/pdf", Part.file("file", "a.pdf", signed));
        for (var answer : List.of(kept, asked)) {
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/pdf");
            assertThat(answer.headers().firstValue("Content-Disposition").orElse(""))
                    .startsWith("attachment");
            assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-store");
            Path pdf = Files.createTempFile("report", ".pdf");
            try {
                Files.write(pdf, answer.body());
                String text =
                        house.bean(vn.khue.signature.preview.PageRenderer.class).text(pdf, 1);
                assertThat(text)
                        .contains("Kết quả kiểm tra văn bản ký số", "HỢP LỆ", "a.pdf")
                        .contains(house.school().principal().name());
                assertThat(text.replaceAll("\\s+", " "))
                        .contains("Tệp này do dịch vụ kiểm tra đóng dấu bằng chữ ký số");
            } finally {
                Files.delete(pdf);
            }
            isSealedByTheService(outsider, answer.body());
        }
        for (String accept : List.of("application/vnd.etsi.validation-report+xml", "application/xml")) {
            var report = outsider.api("/api/validations", accept, Part.file("file", "a.pdf", signed));
            assertThat(report.statusCode()).isEqualTo(200);
            assertThat(report.headers().firstValue("Content-Type").orElse("")).startsWith(accept);
            assertThat(new String(report.body(), StandardCharsets.UTF_8))
                    .startsWith("<?xml version=\"1.0\" encoding=\"UTF-8\"?><ValidationReport ")
                    .contains("urn:etsi:019102:mainindication:total-passed", "<PolicyName>VN-2026</PolicyName>")
                    .contains(house.school().principal().name());
        }
        assertThat(outsider.api("/api/validations", "application/xml").statusCode())
                .isEqualTo(422);
        // JSON for who names no form, and for who takes any.
        for (String accept : List.of("*/*", "application/*", "application/pdf;q=0.5, application/json")) {
            assertThat(outsider.api("/api/validations", accept, Part.file("file", "a.pdf", signed))
                            .headers()
                            .firstValue("Content-Type"))
                    .as(accept)
                    .hasValue("application/json");
        }
        assertThat(outsider.get("/verify/reports/" + "A".repeat(22)).status()).isEqualTo(404);
        assertThat(outsider.api("/api/validations", "application/pdf").statusCode())
                .isEqualTo(422);
    }

    private static void isSealedByTheService(Browser outsider, byte[] report) throws IOException {
        JsonNode judged = JsonMapper.builder()
                .build()
                .readTree(outsider.api("/api/validations", "application/json", Part.file("file", "r.pdf", report))
                        .body());
        assertThat(judged.path("indication").asString()).isEqualTo("TOTAL_PASSED");
        assertThat(judged.path("signatures").size()).isEqualTo(1);
        JsonNode seal = judged.path("signatures").path(0);
        assertThat(seal.path("level").asString()).isEqualTo("PAdES-BASELINE-LT");
        assertThat(seal.path("signer").asString()).isEqualTo("Khuê báo cáo kiểm tra chữ ký");
        assertThat(judged.path("officialDocument").path("complete").asBoolean()).isFalse();
    }

    @Test
    void aSignatureApartIsJudgedWithTheFileThatItSigns() {
        byte[] marks = "Lê An;9".getBytes(StandardCharsets.UTF_8);
        Part signature = Part.file(
                "file", "marks.csv.p7s", new ForeignAuthority("Công ty ngoài", house.clock()).signedApart(marks));
        Browser outsider = house.outsider();
        assertThat(json(outsider, signature))
                .contains("\"format\":\"CMS\"", "\"SIGNED_DATA_NOT_FOUND\"", "\"integrity\":\"UNKNOWN\"");
        assertThat(json(outsider, signature, Part.file("content", "m.csv", marks)))
                .contains("\"integrity\":\"INTACT\"", "\"subIndication\":\"NO_CERTIFICATE_CHAIN_FOUND\"");
        byte[] other = "Lê An;10".getBytes(StandardCharsets.UTF_8);
        assertThat(outsider.upload(outsider.get("/verify"), "/verify", signature, Part.file("content", "m.csv", other))
                        .body())
                .contains("data-indication=\"TOTAL_FAILED\"");
    }

    private static String json(Browser outsider, Part... parts) {
        return new String(
                outsider.api("/api/validations", "application/json", parts).body(), StandardCharsets.UTF_8);
    }

    @Test
    void theDeputySignsForThePrincipal() {
        byte[] file = vn.khue.signing.house.Papers.decision(
                "Về việc phân công trực",
                List.of("KT. HIỆU TRƯỞNG", "PHÓ HIỆU TRƯỞNG"),
                house.school().deputy().name());
        Browser deputy = house.as(house.school().deputy());
        Page certificates = deputy.get("/certificates");
        deputy.post(certificates, "/certificates/requests");
        deputy.upload(
                certificates,
                "/images/signature",
                Part.file("image", "ky.png", vn.khue.signing.house.Papers.signature()));
        desk.approveAll(house.as(house.school().officer()));
        UUID id = Browser.id(desk.submit(
                house.as(house.school().clerk()), file, house.school().deputy()));
        desk.delegate(house.school().deputy());
        Page page = desk.read(deputy, id);
        assertThat(page.body()).contains("giữa chức vụ và họ tên");
        assertThat(deputy.stepUp(deputy.post(page, "/inbox/sign", Map.of("d", List.of(id.toString()))))
                        .body())
                .contains("data-done=\"1\"");
        assertThat(desk.state(id)).isEqualTo("SIGNED");
    }

    @Test
    void theTextVersionHasWhatWasFilledIn() {
        UUID id = Browser.id(desk.submit(
                house.as(house.school().teacher()),
                RawPdf.a4().field("GhiChu", "/TU (Ghi chu) /V (Da xem) /Ff 1").bytes(),
                house.school().principal()));
        assertThat(house.as(house.school().principal())
                        .get("/documents/" + id + "/text")
                        .body())
                .contains("<h3>Ô đã điền</h3>")
                .containsPattern("<dt>Ghi chu</dt><dd><span class=\"words\">Da xem</span>")
                .contains("Ô đã khoá, không sửa được.");
        UUID plain = desk.waiting();
        assertThat(house.as(house.school().principal())
                        .get("/documents/" + plain + "/text")
                        .body())
                .doesNotContain("Ô đã điền");
    }

    @Test
    void severalAtOnceUnderOneStepUp() {
        UUID one = desk.waiting();
        UUID two = desk.waiting();
        Browser principal = house.as(house.school().principal());
        desk.read(principal, one);
        desk.read(principal, two);
        Page sheet = principal.post(
                principal.get("/inbox"), "/inbox/sign", Map.of("d", List.of(one.toString(), two.toString())));
        assertThat(sheet.body()).contains("Ký 2 văn bản?");
        assertThat(principal.stepUp(sheet).body()).contains("data-done=\"2\" data-failed=\"0\"");
        assertThat(List.of(desk.state(one), desk.state(two))).containsOnly("SIGNED");
    }

    @Test
    void everyPageIsThereInEnglishToo() {
        Browser principal = house.as(house.school().principal());
        UUID id = desk.waiting();
        for (String path :
                List.of("/inbox", "/inbox/signed", "/register", "/certificates", "/documents/" + id, "/verify")) {
            assertThat(principal.get(path + "?lang=vi").body())
                    .doesNotContain("??")
                    .contains("lang=\"vi\"");
            assertThat(principal.get(path + "?lang=en").body())
                    .doesNotContain("??")
                    .contains("lang=\"en\"");
        }
    }
}
