package vn.khue.signing.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vn.khue.signing.house.Browser.Part;
import vn.khue.signing.house.Desk;
import vn.khue.signing.house.SigningHouse;

/** Reports of other parts of Khuê under the seal for reports. */
class PartReportTest {

    private final SigningHouse house = SigningHouse.get();
    private final Desk desk = new Desk(house);

    private HttpResponse<byte[]> seal(String token, String type, byte[] body) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(house.base() + "/api/reports"))
                .header("Content-Type", type)
                .header("Accept", "application/pdf, application/problem+json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body));
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    private String token(String audience, String scope) {
        return house.gate().accessToken(Map.of("aud", List.of(audience), "scope", scope, "azp", "khue-reports"));
    }

    private String right() {
        return token("khue-signing", "reports:seal");
    }

    private static String sha256(byte[] file) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(file));
    }

    @Test
    void theSealStandsBehindTheFileAndPasses() throws Exception {
        byte[] report = desk.decision();
        HttpResponse<byte[]> answer = seal(right(), "application/pdf", report);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).startsWith(report).hasSizeGreaterThan(report.length);
        JsonNode judged = new JsonMapper()
                .readTree(house.outsider()
                        .api("/api/validations", "application/json", Part.file("file", "bao-cao.pdf", answer.body()))
                        .body());
        assertThat(judged.path("indication").asString()).as("%s", judged).isEqualTo("TOTAL_PASSED");
        assertThat(judged.path("signatures")).hasSize(1);
        assertThat(house.events("REPORT_SEALED", sha256(report))).isEqualTo(1);
        assertThat(house.events("REPORT_SEALED", "khue-reports")).isPositive();
        assertThat(seal(right(), "application/pdf", answer.body()).statusCode())
                .as("what is signed is not sealed over")
                .isEqualTo(422);
    }

    /** Every cell: only audience and right together. */
    @ParameterizedTest
    @CsvSource({
        "khue-signing,reports:seal,200",
        "khue-signing,openid reports:seal,200",
        "khue-audit,reports:seal,401",
        "khue-signing,events:write,403",
        "khue-signing,xreports:seal,403",
        "khue-audit,events:write,401"
    })
    void onlyTheRightTokenIsTaken(String audience, String scope, int status) throws Exception {
        int found =
                seal(token(audience, scope), "application/pdf", desk.decision()).statusCode();
        if (status == 200) {
            assertThat(found).isEqualTo(200);
        } else {
            assertThat(found).isIn(401, 403);
        }
    }

    @Test
    void withoutATokenNothingIsSealed() throws Exception {
        assertThat(seal("", "application/pdf", desk.decision()).statusCode()).isEqualTo(401);
        assertThat(seal("x", "application/pdf", desk.decision()).statusCode()).isEqualTo(401);
    }

    @Test
    void badInputIsRefusedAndInTheLog() throws Exception {
        long before = house.events("INPUT_REFUSED", "/api/reports");
        byte[] none = "not a PDF".getBytes(StandardCharsets.US_ASCII);
        assertThat(seal(right(), "application/pdf", none).statusCode()).isEqualTo(422);
        assertThat(seal(right(), "application/pdf", new byte[0]).statusCode()).isEqualTo(422);
        assertThat(seal(right(), "text/plain", none).statusCode()).isEqualTo(415);
        assertThat(house.events("INPUT_REFUSED", "/api/reports")).isGreaterThan(before);
    }
}
