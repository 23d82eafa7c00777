package vn.khue.signing.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.bouncycastle.tsp.TSPAlgorithms;
import org.bouncycastle.tsp.TimeStampRequestGenerator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import vn.khue.pki.softhsm.SoftHsm;
import vn.khue.signature.SignatureFailure;
import vn.khue.signature.preview.PageRenderer;
import vn.khue.signing.house.Browser;
import vn.khue.signing.house.Browser.Page;
import vn.khue.signing.house.Desk;
import vn.khue.signing.house.RawPdf;
import vn.khue.signing.house.School;
import vn.khue.signing.house.SigningHouse;

/** The whole service with its keys in a SoftHSM2: what the token holds, and what people find when it is pulled out. */
@Tag("slow")
class KeysInATokenTest {
    @Test
    void issuingAndSigningStopWithTheTokenAndGoOnWithItWhileTheRestStaysUp() throws IOException {
        Path directory = Files.createTempDirectory("khue-token");
        SoftHsm hsm = SoftHsm.in(directory);
        try (SigningHouse house = SigningHouse.with(List.of(
                "--khue.signing.keys.vault=pkcs11",
                "--khue.signing.keys.module=" + hsm.module(),
                "--khue.signing.keys.token-label=" + SoftHsm.LABEL,
                "--khue.signing.keys.pin-file=" + hsm.pinFile(),
                "--khue.signing.keys.retry-after=0s"))) {
            stopsAndGoesOn(hsm, house);
        }
    }

    private static void stopsAndGoesOn(SoftHsm hsm, SigningHouse house) throws IOException {
        Desk desk = new Desk(house);
        desk.ready();
        School school = house.school();
        Browser principal = house.as(school.principal());
        UUID signed = desk.signed();
        assertThat(desk.state(signed)).isEqualTo("SIGNED");
        assertThat(labels(hsm))
                .containsExactlyInAnyOrder(
                        "khue-wrapping-key",
                        "khue:ca:people",
                        "khue:ca:services",
                        "khue:ca:time",
                        "khue:ocsp:root",
                        "khue:ocsp:people",
                        "khue:ocsp:services",
                        "khue:ocsp:time",
                        "khue:tsa",
                        "khue:report");

        UUID waiting = desk.waiting();
        Page sheet = desk.propose(principal, waiting);
        Browser teacher = house.as(school.teacher());
        teacher.post(teacher.get("/certificates"), "/certificates/requests");
        hsm.takeOut();
        assertThat(house.outsider().get("/actuator/health"))
                .satisfies(page -> assertThat(page.status()).isEqualTo(200))
                .satisfies(page -> assertThat(page.body()).contains("KEYS_GONE"));
        Browser officer = house.as(school.officer());
        Page requests = officer.get("/certificates/requests");
        String request = requests.first("data-request=\"([0-9a-f-]{36})\" data-state=\"REQUESTED\"");
        Page refused = officer.post(requests, "/certificates/requests/" + request + "/approve");
        assertThat(refused.status()).isEqualTo(503);
        assertThat(refused.body()).contains("Khoá ký đang tạm vắng");
        assertThat(principal.stepUp(sheet).body()).contains("data-failed=\"1\"");
        assertThat(desk.state(waiting)).isEqualTo("SUBMITTED");
        HttpResponse<byte[]> stamp = stamp(house);
        assertThat(stamp.statusCode()).isEqualTo(503);
        assertThat(stamp.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
        assertThat(house.outsider().get("/pki/people.crl").status()).isEqualTo(200);
        assertThat(house.outsider().get("/verify").status()).isEqualTo(200);
        assertThat(report(house)).as("a report without its seal says so").contains("không có chữ ký số của dịch vụ");

        hsm.putBack();
        desk.approveAll(officer);
        principal.stepUp(desk.propose(principal, waiting));
        assertThat(desk.state(waiting)).isEqualTo("SIGNED");
        assertThat(house.outsider().get("/actuator/health").body()).doesNotContain("KEYS_GONE");
        assertThat(stamp(house).statusCode()).isEqualTo(200);
        assertThat(report(house)).contains("do dịch vụ kiểm tra đóng dấu bằng chữ ký số");
    }

    /** The text of the report on a small file, as a PDF. */
    private static String report(SigningHouse house) throws IOException {
        var answer = house.outsider()
                .api(
                        "/api/validations",
                        "application/pdf",
                        Browser.Part.file("file", "a.pdf", RawPdf.a4().bytes()));
        assertThat(answer.statusCode()).isEqualTo(200);
        Path pdf = Files.createTempFile("report", ".pdf");
        try {
            Files.write(pdf, answer.body());
            return house.bean(PageRenderer.class).text(pdf, 1).replaceAll("\\s+", " ");
        } catch (SignatureFailure e) {
            throw new IllegalStateException(e);
        } finally {
            Files.delete(pdf);
        }
    }

    private static HttpResponse<byte[]> stamp(SigningHouse house) throws IOException {
        return house.outsider()
                .send(HttpRequest.newBuilder(URI.create(house.base() + "/tsa"))
                        .header("Content-Type", "application/timestamp-query")
                        .POST(HttpRequest.BodyPublishers.ofByteArray(new TimeStampRequestGenerator()
                                .generate(TSPAlgorithms.SHA256, new byte[32])
                                .getEncoded())));
    }

    private static List<String> labels(SoftHsm hsm) throws IOException {
        return Pattern.compile("(?m)^ +label: +(.+)$")
                .matcher(hsm.tool("--list-objects"))
                .results()
                .map((MatchResult found) -> found.group(1).strip())
                .toList();
    }
}
