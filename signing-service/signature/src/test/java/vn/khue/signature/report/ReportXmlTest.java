package vn.khue.signature.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import vn.khue.pki.revocation.RevocationSource;
import vn.khue.signature.SamplePdf;
import vn.khue.signature.SetClock;
import vn.khue.signature.SigningWorld;
import vn.khue.signature.cades.CadesLevel;
import vn.khue.signature.cades.CadesRequest;
import vn.khue.signature.cades.CadesSigner;
import vn.khue.signature.pades.PadesLevel;
import vn.khue.signature.pades.SigningRequest;
import vn.khue.signature.validation.Check;
import vn.khue.signature.validation.Finding;
import vn.khue.signature.validation.Indication;
import vn.khue.signature.validation.SignatureReport;
import vn.khue.signature.validation.SignatureValidator;
import vn.khue.signature.validation.SubIndication;
import vn.khue.signature.validation.ValidationContext;
import vn.khue.signature.validation.ValidationReport;

/** What the report of ETSI TS 119 102-2 says; whether it is of the schema is judged in platform/oracle. */
class ReportXmlTest {

    private static final String VR = "http://uri.etsi.org/19102/v1.4.1#";

    @TempDir
    private static Path folder;

    private static SigningWorld world;
    private static Path plain;
    private static ValidationReport sealed;
    private static ValidationReport archived;

    @BeforeAll
    static void sign() throws Exception {
        world = new SigningWorld(folder.resolve("ca"), new SetClock());
        plain = folder.resolve("plain.pdf");
        SamplePdf.CLASSIC_1_4.write(plain);
        Path one = folder.resolve("one.pdf");
        Path two = folder.resolve("two.pdf");
        world.signer.sign(SigningRequest.invisible(plain, one, PadesLevel.B_LT), world.principal);
        world.signer.sign(SigningRequest.invisible(one, two, PadesLevel.B_LT), world.seal);
        sealed = judge(two);
        Path lta = folder.resolve("lta.pdf");
        world.signer.sign(SigningRequest.invisible(plain, lta, PadesLevel.B_LTA), world.principal);
        archived = judge(lta);
    }

    private static ValidationReport judge(Path file) throws Exception {
        return new SignatureValidator().validate(file, world.offline());
    }

    private static Document read(ValidationReport report) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
        factory.setNamespaceAware(true);
        factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        return factory.newDocumentBuilder().parse(new InputSource(new StringReader(new ReportXml().write(report))));
    }

    private static List<String> texts(Element in, String name) {
        NodeList found = in.getElementsByTagNameNS(VR, name);
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < found.getLength(); i++) {
            texts.add(found.item(i).getTextContent());
        }
        return texts;
    }

    private static List<Element> children(Document document, String name) {
        List<Element> found = new ArrayList<>();
        NodeList all = document.getDocumentElement().getChildNodes();
        for (int i = 0; i < all.getLength(); i++) {
            if (all.item(i) instanceof Element e && e.getLocalName().equals(name)) {
                found.add(e);
            }
        }
        return found;
    }

    private static String main(Element report) {
        List<Element> status = new ArrayList<>();
        NodeList all = report.getChildNodes();
        for (int i = 0; i < all.getLength(); i++) {
            if (all.item(i) instanceof Element e && e.getLocalName().equals("SignatureValidationStatus")) {
                status.add(e);
            }
        }
        return texts(status.get(0), "MainIndication").get(0);
    }

    @Test
    void eachSignatureHasAReportAndWhatItStandsOn() throws Exception {
        Document document = read(sealed);
        List<Element> reports = children(document, "SignatureValidationReport");
        assertThat(reports).hasSize(2);
        for (int i = 0; i < 2; i++) {
            Element report = reports.get(i);
            assertThat(main(report)).isEqualTo("urn:etsi:019102:mainindication:total-passed");
            assertThat(texts(report, "SubIndication")).isEmpty();
            assertThat(texts(report, "PolicyName")).containsExactly("VN-2026");
            assertThat(texts(report, "SignatureValidationProcessID"))
                    .containsExactly("urn:etsi:019102:validationprocess:LTVM");
            assertThat(texts(report, "TrustAnchor")).hasSize(2);
            assertThat(texts(report, "IntermediateCertificate")).hasSize(1);
            assertThat(texts(report, "SignatureTimeStamp")).hasSize(1);
            assertThat(texts(report, "POETime"))
                    .containsExactly(sealed.signatures()
                            .get(i)
                            .signingTime()
                            .orElseThrow()
                            .truncatedTo(ChronoUnit.SECONDS)
                            .toString());
        }
        assertThat(texts(reports.get(0), "Signer")).containsExactly("Nguyễn Thị Lan");
        List<String> types =
                texts(children(document, "SignatureValidationObjects").get(0), "ObjectType");
        // The signers', their CA's, the root's, the authority's and its CA's.
        assertThat(types)
                .filteredOn("urn:etsi:019102:validationObject:certificate"::equals)
                .hasSizeBetween(5, 6);
        assertThat(types)
                .filteredOn("urn:etsi:019102:validationObject:timestamp"::equals)
                .hasSize(2);
        // About the two signers, their CA, the authority and its CA: each answer once, and each is referred to.
        assertThat(types)
                .filteredOn("urn:etsi:019102:validationObject:OCSPResponse"::equals)
                .hasSizeBetween(5, 6);
        assertThat(types).doesNotContain("urn:etsi:019102:validationObject:CRL");
    }

    /** Our own CA's lists in place of its answers. */
    @Test
    void listsAreObjectsWhereTheySaidThatNothingWasRevoked() throws Exception {
        RevocationSource listsOnly = new RevocationSource() {
            @Override
            public Optional<byte[]> ocsp(X509Certificate certificate, X509Certificate issuer) {
                return Optional.empty();
            }

            @Override
            public Optional<byte[]> crl(X509Certificate certificate) {
                return world.revocation.crl(certificate);
            }
        };
        Path basic = folder.resolve("basic.pdf");
        world.signer.sign(SigningRequest.invisible(plain, basic, PadesLevel.B_B), world.principal);
        ValidationReport report = new SignatureValidator()
                .validate(
                        basic,
                        new ValidationContext(world.trust(), world.paths, Optional.of(listsOnly), Instant.now()));
        assertThat(report.indication()).as("%s", report).isEqualTo(Indication.TOTAL_PASSED);
        Document document = read(report);
        assertThat(texts(children(document, "SignatureValidationObjects").get(0), "ObjectType"))
                .filteredOn("urn:etsi:019102:validationObject:CRL"::equals)
                .hasSize(2);
        assertThat(texts(children(document, "SignatureValidationReport").get(0), "RelatedValidationObject"))
                .hasSize(2);
    }

    @Test
    void aDocumentTimestampIsAnObjectWithItsOwnReport() throws Exception {
        Document document = read(archived);
        assertThat(archived.signatures()).hasSize(2);
        List<Element> reports = children(document, "SignatureValidationReport");
        assertThat(reports).hasSize(1);
        assertThat(texts(reports.get(0), "DocTimeStamp")).hasSize(1);
        assertThat(texts(reports.get(0), "SignatureValidationProcessID"))
                .containsExactly("urn:etsi:019102:validationprocess:LTA");
        Element objects = children(document, "SignatureValidationObjects").get(0);
        assertThat(texts(objects, "POEProvisioning")).hasSize(2);
        assertThat(texts(objects, "MainIndication")).containsOnly("urn:etsi:019102:mainindication:passed");
    }

    @Test
    void theSameReportIsTheSameBytes() {
        assertThat(new ReportXml().write(archived))
                .isEqualTo(new ReportXml().write(archived))
                .doesNotContain("\n");
    }

    @Test
    void aChangeSaysWhichCheckFailedInTheStandardsWordsAndOurs() throws Exception {
        byte[] bytes = Files.readAllBytes(folder.resolve("two.pdf"));
        Path changed = folder.resolve("changed.pdf");
        byte[] more = "\n9 0 obj\n<</A 1>>\nendobj\n".getBytes(StandardCharsets.US_ASCII);
        byte[] all = Arrays.copyOf(bytes, bytes.length + more.length);
        System.arraycopy(more, 0, all, bytes.length, more.length);
        ValidationReport report = judge(Files.write(changed, all));
        assertThat(report.indication()).isEqualTo(Indication.TOTAL_FAILED);
        for (Element element : children(read(report), "SignatureValidationReport")) {
            assertThat(main(element)).isEqualTo("urn:etsi:019102:mainindication:total-failed");
            assertThat(texts(element, "SubIndication")).contains("urn:etsi:019102:subindication:FORMAT_FAILURE");
            assertThat(texts(element, "Value"))
                    .contains(report.subIndication().orElseThrow().name());
        }
    }

    @Test
    void whatIsWrongWithTheFileCountsAgainstEachSignature() throws Exception {
        Finding finding = new Finding(Check.SECOND_READER, true, SubIndication.READERS_DISAGREE, "two pages");
        ValidationReport report = with(sealed, Indication.TOTAL_FAILED, List.of(finding), sealed.signatures());
        for (Element element : children(read(report), "SignatureValidationReport")) {
            assertThat(main(element)).isEqualTo("urn:etsi:019102:mainindication:total-failed");
            assertThat(texts(element, "Value")).contains("READERS_DISAGREE", "two pages");
        }
    }

    @Test
    void aFileWithoutASignatureNeverPasses() throws Exception {
        Document document = read(judge(plain));
        List<Element> reports = children(document, "SignatureValidationReport");
        assertThat(reports).hasSize(1);
        assertThat(main(reports.get(0))).isEqualTo("urn:etsi:019102:mainindication:indeterminate");
        assertThat(texts(reports.get(0), "SignatureIdentifier")).isEmpty();
        assertThat(texts(reports.get(0), "Value")).containsExactly("NOT_SIGNED");
        assertThat(children(document, "SignatureValidationObjects")).isEmpty();
    }

    @Test
    void aFileBesideTheSignatureIsNotTheOneThatWasGiven() throws Exception {
        Path marks = Files.writeString(folder.resolve("marks.csv"), "a;9");
        Path message = folder.resolve("marks.csv.p7s");
        new CadesSigner(world.services()).sign(new CadesRequest(marks, message, CadesLevel.B_LT), world.principal);
        Element report =
                children(read(judge(message)), "SignatureValidationReport").get(0);
        assertThat(texts(report, "SubIndication")).contains("urn:etsi:019102:subindication:SIGNED_DATA_NOT_FOUND");
        assertThat(texts(report, "SignersDocument")).isEmpty();
    }

    @Test
    void textsOfStrangersStayTexts() throws Exception {
        String hostile = "</Value><!-- & \u202Egnort \u0000 \uFFFE \uD800 \uD83D\uDE00 \n" + "W".repeat(5_000);
        Finding finding = new Finding(Check.COVERAGE, true, SubIndication.UNCOVERED_FILE, hostile);
        ValidationReport report = with(sealed, Indication.TOTAL_FAILED, List.of(finding), sealed.signatures());
        String detail = texts(
                        children(read(report), "SignatureValidationReport").get(0), "Value")
                .get(1);
        assertThat(detail)
                .startsWith("</Value><!-- & \uFFFDgnort \uFFFD \uFFFD \uFFFD \uD83D\uDE00 \uFFFDWWW")
                .doesNotContain("\u202E");
        assertThat(detail.codePointCount(0, detail.length())).isEqualTo(XmlOutput.LONGEST);
    }

    @Test
    void isBoundedWhateverTheFileHolds() {
        Finding finding = new Finding(Check.LATER_REVISIONS, true, SubIndication.MODIFIED_AFTER_SIGNING, "x");
        SignatureReport first = sealed.signatures().get(0);
        ValidationReport report = with(
                sealed, Indication.TOTAL_FAILED, Collections.nCopies(50_000, finding), Collections.nCopies(200, first));
        assertThat(new ReportXml().write(report).length()).isLessThan(5_000_000);
    }

    @ParameterizedTest
    @EnumSource(SubIndication.class)
    void everySubIndicationHasANameOfTheStandard(SubIndication sub) {
        SubIndication standard = StandardNames.standard(sub);
        assertThat(StandardNames.standard(standard)).isEqualTo(standard);
        assertThat(StandardNames.urn(sub)).isEqualTo("urn:etsi:019102:subindication:" + standard);
    }

    private static ValidationReport with(
            ValidationReport report, Indication indication, List<Finding> findings, List<SignatureReport> signatures) {
        return new ValidationReport(
                report.file(),
                report.format(),
                report.sha256(),
                Instant.parse("2026-11-23T02:14:07Z"),
                indication,
                Optional.of(SubIndication.BROKEN_STRUCTURE),
                findings,
                signatures,
                report.officialDocument());
    }
}
