package vn.khue.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringReader;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.xml.parsers.DocumentBuilderFactory;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xml.sax.InputSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vn.khue.launcher.verify.TrialAuthority;
import vn.khue.signature.xades.SignedContent;

/** {@code ./khue verify}: exit codes and fields that scripts rely on, on real signed files. */
class VerifyTest {
    private static final Set<String> INDICATIONS =
            Set.of("TOTAL_PASSED", "TOTAL_FAILED", "INDETERMINATE", "NOT_SIGNED");

    @TempDir
    private static Path directory;

    private static Path ours;
    private static Path strangers;
    private static Path unsigned;
    private static Path signed;
    private static Path changed;
    private static Path truncated;
    private static Path encrypted;
    private static Path broken;
    private static Path apart;
    private static Path lonely;
    private static Path container;
    private static Path xml;
    private static Path detached;
    private static Path marks;
    private static Path evidence;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @BeforeAll
    static void make() throws Exception {
        TrialAuthority authority = new TrialAuthority(Files.createDirectory(directory.resolve("ours")));
        ours = authority.root();
        strangers = Files.write(directory.resolve("strangers.crt"), strangersRoot());
        unsigned = directory.resolve("unsigned.pdf");
        encrypted = directory.resolve("encrypted.pdf");
        try (PDDocument document = new PDDocument()) {
            document.addPage(new PDPage());
            document.save(unsigned.toFile());
            document.protect(new StandardProtectionPolicy("owner", "user", new AccessPermission()));
            document.save(encrypted.toFile());
        }
        signed = authority.sign(unsigned, directory.resolve("signed.pdf"));
        byte[] bytes = Files.readAllBytes(signed);
        byte[] other = bytes.clone();
        other[(int) Files.size(unsigned) / 2] ^= 1;
        changed = Files.write(directory.resolve("changed.pdf"), other);
        truncated = Files.write(directory.resolve("truncated.pdf"), Arrays.copyOf(bytes, bytes.length - 200));
        marks = Files.writeString(directory.resolve("marks.csv"), "Lê An;9");
        apart = authority.signApart(marks, directory.resolve("marks.csv.p7s"));
        lonely = Files.copy(apart, directory.resolve("lonely.csv.p7s"));
        evidence = authority.record(List.of(marks, apart), directory.resolve("marks.er"));
        container = authority.signInContainer(marks, directory.resolve("marks.asice"));
        byte[] start = Files.readAllBytes(unsigned);
        broken = Files.write(directory.resolve("broken.pdf"), Arrays.copyOf(start, start.length - 100));
        Path record = Files.writeString(directory.resolve("record.xml"), "<hocBa><diem>9</diem></hocBa>");
        xml = authority.signXml(new SignedContent.WholeXml(record), directory.resolve("signed.xml"));
        detached = authority.signXml(
                new SignedContent.Beside(List.of(new SignedContent.Content(unsigned, "application/pdf"))),
                directory.resolve("unsigned.pdf.xml"));
    }

    @Test
    void allValidEndsWith0() {
        assertThat(verify(ours, signed)).as(said()).isZero();
        assertThat(verify(ours, signed, signed)).isZero();
    }

    @Test
    void filesThatAreNoPdfAreJudgedToo() throws IOException {
        assertThat(verify(ours, apart, container)).as(said()).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("\"level\":\"CAdES-BASELINE-LT\"", "\"level\":\"ASiC-E with CAdES-BASELINE-LT\"");
        assertThat(verify(ours, lonely)).as("without the file it signs").isEqualTo(2);
        Path other = directory.resolve("other.csv");
        Path otherSignature = Files.copy(apart, directory.resolve("other.csv.p7s"));
        Files.writeString(other, "Lê An;10");
        assertThat(verify(ours, otherSignature)).as("with another file").isEqualTo(1);
    }

    @Test
    void xmlIsJudgedWithTheFilesBesideIt() throws IOException {
        assertThat(verify(ours, xml, detached)).as(said()).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("\"format\":\"XML\"", "\"level\":\"XAdES-BASELINE-LT\"", "\"covers\":[\"unsigned.pdf\"]");
        Path alone = Files.copy(
                detached, Files.createDirectory(directory.resolve("elsewhere")).resolve("unsigned.pdf.xml"));
        assertThat(verify(ours, alone)).isEqualTo(2);
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("expected the signed file unsigned.pdf beside the signature");
    }

    @Test
    void anyInvalidOrUnsignedEndsWith1() {
        assertThat(verify(ours, changed)).isEqualTo(1);
        assertThat(verify(ours, unsigned)).isEqualTo(1);
        assertThat(verify(ours, signed, unsigned)).isEqualTo(1);
    }

    @Test
    void anyUndeterminedEndsWith2() {
        assertThat(verify(strangers, signed)).as(said()).isEqualTo(2);
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("\"indication\":\"INDETERMINATE\"");
    }

    @Test
    void whatCannotBeReadEndsWith65() {
        assertThat(verify(ours, encrypted)).as("encrypted").isEqualTo(65);
        assertThat(verify(ours, broken))
                .as("broken, without a trace of a signature")
                .isEqualTo(65);
        assertThat(verify(ours, directory)).as("a directory").isEqualTo(65);
        assertThat(verify(ours, directory.resolve("absent.pdf"))).as("absent").isEqualTo(65);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .contains("absent.pdf", "there is no such file", "it is a directory");
    }

    @Test
    void aSignedFileThatWasCutOffIsInvalidAndNotMerelyUnreadable() {
        assertThat(verify(ours, truncated)).isEqualTo(1);
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("\"indication\":\"TOTAL_FAILED\"");
    }

    @Test
    void theGravestCodeWins() {
        assertThat(verify(ours, encrypted, changed))
                .as("invalid over unreadable")
                .isEqualTo(1);
        assertThat(verify(strangers, signed, encrypted))
                .as("unreadable over undetermined")
                .isEqualTo(65);
        assertThat(verify(strangers, signed, unsigned))
                .as("unsigned over undetermined")
                .isEqualTo(1);
    }

    @Test
    void withoutAnyAnchorNothingIsValid() {
        assertThat(run("verify", signed.toString())).isEqualTo(2);
    }

    @Test
    void theJsonHasEveryFieldOfTheContractWithItsType() throws IOException {
        for (Path file : List.of(signed, unsigned, changed, encrypted)) {
            out.reset();
            verify(ours, file);
            assertThat(out.toString(StandardCharsets.UTF_8)).hasLineCount(1);
            JsonNode report = JsonMapper.shared().readTree(out.toByteArray());
            assertThat(report.path("file").stringValue())
                    .isEqualTo(file.getFileName().toString());
            assertThat(report.path("format").stringValue()).isEqualTo("PDF");
            assertThat(report.path("indication").stringValue()).isIn(INDICATIONS);
            textOrNull(report, "subIndication");
            assertThat(report.path("signatures").isArray()).isTrue();
            assertThat(report.path("officialDocument").isObject()).isTrue();
        }
    }

    @Test
    void theJsonOfASignatureHasEveryFieldOfTheContractWithItsType() throws IOException {
        verify(ours, signed);

        JsonNode report = JsonMapper.shared().readTree(out.toByteArray());
        assertThat(report.path("subIndication").isNull()).isTrue();
        assertThat(report.path("signatures")).hasSize(1);
        JsonNode signature = report.path("signatures").get(0);
        assertThat(signature.path("id").stringValue()).isNotBlank();
        assertThat(signature.path("level").stringValue()).isEqualTo("PAdES-BASELINE-LT");
        assertThat(signature.path("indication").stringValue()).isEqualTo("TOTAL_PASSED");
        textOrNull(signature, "subIndication");
        assertThat(signature.path("signer").stringValue()).contains("Nguyễn Thị Thử");
        assertThat(Instant.parse(signature.path("signingTime").stringValue()))
                .isBefore(Instant.now().plusSeconds(60));
        assertThat(signature.path("timeSource").stringValue()).isNotBlank();
        assertThat(signature.path("trustClass").stringValue()).isEqualTo("INTERNAL");
        assertThat(signature.path("coversWholeDocument").isBoolean()).isTrue();
        assertThat(signature.path("changesAfter").isArray()).isTrue();

        out.reset();
        run("verify", "--json", "--trust", "official:" + ours, signed.toString());
        assertThat(JsonMapper.shared()
                        .readTree(out.toByteArray())
                        .path("signatures")
                        .get(0)
                        .path("trustClass")
                        .stringValue())
                .isEqualTo("OFFICIAL");
    }

    @Test
    void theReportOfEtsiIsOneDocumentAFileWithTheSameExitCodes() throws Exception {
        assertThat(run("verify", "--etsi", "--trust", ours.toString(), signed.toString(), changed.toString()))
                .isEqualTo(1);
        String[] documents = out.toString(StandardCharsets.UTF_8).split("\\R");
        assertThat(documents).hasSize(2);
        for (String document : documents) {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultNSInstance();
            assertThat(factory.newDocumentBuilder()
                            .parse(new InputSource(new StringReader(document)))
                            .getDocumentElement()
                            .getNamespaceURI())
                    .isEqualTo("http://uri.etsi.org/19102/v1.4.1#");
        }
        assertThat(documents[0]).contains(">urn:etsi:019102:mainindication:total-passed<");
        assertThat(documents[1]).contains(">urn:etsi:019102:mainindication:total-failed<");
    }

    @Test
    void oneFormAtATime() {
        assertThat(run("verify", "--etsi", "--json", signed.toString())).isEqualTo(64);
        assertThat(out.toString(StandardCharsets.UTF_8)).isEmpty();
        assertThat(said()).contains("--json", "--etsi");
    }

    @Test
    void anEvidenceRecordProvesItsFilesTogether() throws IOException {
        assertThat(record("--json", marks, apart)).as(said()).isZero();
        String[] lines = out.toString(StandardCharsets.UTF_8).split("\\R");
        assertThat(lines).hasSize(2);
        JsonNode report = JsonMapper.shared().readTree(lines[0]);
        assertThat(report.path("indication").stringValue()).isEqualTo("TOTAL_PASSED");
        assertThat(report.path("covers")).hasSize(2);
        assertThat(Instant.parse(report.path("provenAt").stringValue()))
                .isBefore(Instant.parse(report.path("provableUntil").stringValue()));
        assertThat(report.path("timestamps").get(0).path("trustClass").stringValue())
                .isEqualTo("INTERNAL");
        assertThat(lines[1]).contains("\"file\":\"marks.csv.p7s\"", "\"indication\":\"TOTAL_PASSED\"");

        out.reset();
        assertThat(record("text", marks, apart, container)).isEqualTo(1);
        assertThat(said()).contains("Not valid", "Hash tree");
        assertThat(record("--json", marks, directory.resolve("absent.csv"))).isEqualTo(65);
        assertThat(said()).contains("absent.csv");
        assertThat(run("verify", "--record", evidence.toString())).isEqualTo(64);
        assertThat(run("verify", "--etsi", "--record", evidence.toString(), marks.toString()))
                .isEqualTo(64);
        assertThat(run("verify", "--record", evidence.toString(), marks.toString(), apart.toString()))
                .as("without an anchor")
                .isEqualTo(2);
    }

    private int record(String form, Path... files) {
        List<String> words =
                new ArrayList<>(List.of("verify", "--record", evidence.toString(), "--trust", ours.toString()));
        if (form.equals("--json")) {
            words.add(form);
        }
        Arrays.stream(files).map(Path::toString).forEach(words::add);
        return run(words.toArray(String[]::new));
    }

    private static byte[] strangersRoot() throws GeneralSecurityException, OperatorCreationException, IOException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(256);
        KeyPair keys = generator.generateKeyPair();
        X500Name name = new X500Name("CN=Somebody else's root");
        Instant now = Instant.now();
        return new JcaX509v3CertificateBuilder(
                        name,
                        BigInteger.ONE,
                        Date.from(now.minusSeconds(3600)),
                        Date.from(now.plusSeconds(3600)),
                        name,
                        keys.getPublic())
                .build(new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate()))
                .getEncoded();
    }

    private static void textOrNull(JsonNode object, String field) {
        assertThat(object.has(field)).as(field).isTrue();
        assertThat(object.path(field).isNull() || object.path(field).isString())
                .as(field)
                .isTrue();
    }

    private int verify(Path anchor, Path... files) {
        List<String> words = new ArrayList<>(List.of("verify", "--json", "--trust", anchor.toString()));
        Arrays.stream(files).map(Path::toString).forEach(words::add);
        return run(words.toArray(String[]::new));
    }

    private String said() {
        return out + " " + err;
    }

    private int run(String... words) {
        return Main.run(
                new ArrayList<>(List.of(words)),
                Map.of("KHUE_STATE", directory.resolve("state").toString(), "KHUE_LANG", "en"),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
    }
}
