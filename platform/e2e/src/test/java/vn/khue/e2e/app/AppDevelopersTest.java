package vn.khue.e2e.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;
import java.util.stream.StreamSupport;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.parser.Parser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import vn.khue.e2e.journey.Papers;
import vn.khue.e2e.stack.KhueStack;
import vn.khue.e2e.stack.WithKhue;
import vn.khue.launcher.demo.Form;

/** What docs/app-developers.md promises to apps of others, asked as they ask: by plain HTTP. */
@ExtendWith(WithKhue.class)
class AppDevelopersTest {
    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void discoveryNamesTheCodeFlowWithPkceAndPairwiseSubjects(KhueStack khue) throws Exception {
        HttpResponse<byte[]> answer = get(khue.keycloak() + "/realms/khue/.well-known/openid-configuration");
        JsonObject discovery = JsonParser.parseString(new String(answer.body(), StandardCharsets.UTF_8))
                .getAsJsonObject();

        assertThat(discovery.get("issuer").getAsString()).isEqualTo(khue.keycloak() + "/realms/khue");
        assertThat(discovery.get("authorization_endpoint").getAsString()).startsWith(khue.keycloak());
        assertThat(words(discovery.getAsJsonArray("response_types_supported"))).contains("code");
        assertThat(words(discovery.getAsJsonArray("code_challenge_methods_supported")))
                .contains("S256");
        assertThat(words(discovery.getAsJsonArray("subject_types_supported"))).contains("pairwise");
    }

    /** SAML 2.0 Metadata (saml-metadata-2.0-os), clauses 2.3.2 and 2.4.3. */
    @Test
    void theSamlDescriptorNamesTheGateItsEndpointsAndItsKey(KhueStack khue) throws Exception {
        String realm = khue.keycloak() + "/realms/khue";
        HttpResponse<byte[]> answer = get(realm + "/protocol/saml/descriptor");

        assertThat(answer.headers().firstValue("Content-Type").orElse("")).contains("xml");
        Document metadata = Jsoup.parse(new ByteArrayInputStream(answer.body()), null, realm, Parser.xmlParser());
        assertThat(metadata.select("md|EntityDescriptor").attr("entityID")).isEqualTo(realm);
        assertThat(metadata.select("md|IDPSSODescriptor").attr("protocolSupportEnumeration"))
                .contains("urn:oasis:names:tc:SAML:2.0:protocol");
        assertThat(metadata.select("md|IDPSSODescriptor md|SingleSignOnService"))
                .isNotEmpty()
                .allSatisfy(service -> assertThat(service.attr("Location")).startsWith(realm + "/protocol/saml"))
                .anySatisfy(service -> assertThat(service.attr("Binding"))
                        .isEqualTo("urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect"));
        String key = metadata.select("md|KeyDescriptor[use=signing] ds|X509Certificate")
                .text();
        X509Certificate certificate = (X509Certificate) CertificateFactory.getInstance("X.509")
                .generateCertificate(
                        new ByteArrayInputStream(Base64.getMimeDecoder().decode(key)));
        certificate.checkValidity();
    }

    @Test
    void validationAnswersInJsonAndAsAReportToPrint(KhueStack khue) throws Exception {
        byte[] pdf = Papers.decision("Trường Thử", "Nguyễn Thị Thử");

        HttpResponse<byte[]> json = validation(khue, pdf, "application/json");
        JsonObject report = JsonParser.parseString(new String(json.body(), StandardCharsets.UTF_8))
                .getAsJsonObject();
        assertThat(report.get("indication").getAsString()).isEqualTo("NOT_SIGNED");
        assertThat(report.get("signatures").getAsJsonArray()).isEmpty();

        HttpResponse<byte[]> print = validation(khue, pdf, "application/pdf");
        assertThat(print.headers().firstValue("Content-Type").orElse("")).startsWith("application/pdf");
        assertThat(new String(print.body(), 0, 5, StandardCharsets.US_ASCII)).isEqualTo("%PDF-");
    }

    @Test
    void certificatesAndTheirStatusArePublic(KhueStack khue) throws Exception {
        CertificateFactory factory = CertificateFactory.getInstance("X.509");
        for (String authority : List.of("root", "people")) {
            X509Certificate certificate = (X509Certificate) factory.generateCertificate(new ByteArrayInputStream(
                    get(khue.signing() + "/pki/" + authority + ".crt").body()));
            X509CRL list = (X509CRL) factory.generateCRL(new ByteArrayInputStream(
                    get(khue.signing() + "/pki/" + authority + ".crl").body()));
            list.verify(certificate.getPublicKey());
        }
    }

    private HttpResponse<byte[]> validation(KhueStack khue, byte[] pdf, String type) throws Exception {
        return ok(Form.upload(khue.signing() + "/api/validations")
                .withFile("file", "signed.pdf", "application/pdf", pdf)
                .request()
                .header("Accept", type));
    }

    private HttpResponse<byte[]> get(String address) throws Exception {
        return ok(HttpRequest.newBuilder(URI.create(address)).GET());
    }

    private HttpResponse<byte[]> ok(HttpRequest.Builder request) throws Exception {
        HttpResponse<byte[]> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        assertThat(answer.statusCode()).as(answer.uri().toString()).isEqualTo(200);
        return answer;
    }

    private static List<String> words(JsonArray array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(word -> word.getAsString())
                .toList();
    }
}
