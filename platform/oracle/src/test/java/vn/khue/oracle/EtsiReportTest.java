package vn.khue.oracle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import eu.europa.esig.dss.model.DSSDocument;
import eu.europa.esig.dss.model.FileDocument;
import eu.europa.esig.dss.model.x509.CertificateToken;
import eu.europa.esig.dss.spi.validation.CommonCertificateVerifier;
import eu.europa.esig.dss.spi.x509.CommonTrustedCertificateSource;
import eu.europa.esig.dss.validation.SignedDocumentValidator;
import eu.europa.esig.validationreport.ValidationReportFacade;
import eu.europa.esig.validationreport.ValidationReportUtils;
import eu.europa.esig.validationreport.enums.ObjectType;
import eu.europa.esig.validationreport.jaxb.SignatureValidationReportType;
import eu.europa.esig.validationreport.jaxb.ValidationObjectType;
import eu.europa.esig.validationreport.jaxb.ValidationReportType;
import eu.europa.esig.validationreport.jaxb.ValidationStatusType;
import eu.europa.esig.xades.jaxb.xades132.DigestAlgAndValueType;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Date;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javax.xml.transform.stream.StreamSource;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import vn.khue.pki.DigestAlgorithm;
import vn.khue.pki.trust.TrustStore;
import vn.khue.signature.asic.AsicRequest;
import vn.khue.signature.asic.AsicSigner;
import vn.khue.signature.asic.DataFile;
import vn.khue.signature.cades.CadesLevel;
import vn.khue.signature.cades.CadesRequest;
import vn.khue.signature.cades.CadesSigner;
import vn.khue.signature.pades.PadesLevel;
import vn.khue.signature.pades.SigningRequest;
import vn.khue.signature.report.ReportXml;
import vn.khue.signature.validation.Indication;
import vn.khue.signature.validation.SignatureKind;
import vn.khue.signature.validation.SignatureValidator;
import vn.khue.signature.validation.ValidationContext;
import vn.khue.signature.validation.ValidationReport;
import vn.khue.signature.xades.SignedContent;
import vn.khue.signature.xades.XadesLevel;
import vn.khue.signature.xades.XmlSigner;
import vn.khue.signature.xades.XmlSigningRequest;
import vn.khue.signature.xml.DetachedContents;

/**
 * ETSI's own schema of TS 119 102-2, as DSS ships it, judges our reports; DSS's classes read them, and DSS's own report on the same
 * file names the same signed data, value, certificate and timestamps.
 */
class EtsiReportTest {

    @TempDir
    private static Path folder;

    private static SigningWorld world;
    private static Path plain;
    private static Path record;
    private static Path marks;
    private static XmlSigner xml;
    private static CadesSigner messages;
    private static AsicSigner containers;

    @BeforeAll
    static void found() throws Exception {
        world = new SigningWorld(folder.resolve("ca"), Clock.systemUTC());
        xml = new XmlSigner(world.services());
        messages = new CadesSigner(world.services());
        containers = new AsicSigner(world.services());
        plain = folder.resolve("plain.pdf");
        try (PDDocument document = new PDDocument()) {
            document.addPage(new PDPage());
            document.save(plain.toFile());
        }
        record = Files.writeString(folder.resolve("record.xml"), "<hb><diem>9</diem></hb>");
        marks = Files.writeString(folder.resolve("marks.csv"), "họ tên;toán\nLê An;9\n");
    }

    private static ValidationReport judge(Path file) throws Exception {
        return judge(file, DetachedContents.none(), world.offline());
    }

    private static ValidationReport judge(Path file, DetachedContents contents, ValidationContext context)
            throws Exception {
        return new SignatureValidator().validate(file, contents, context);
    }

    /** Of the schema, and read by DSS into what we concluded. */
    private static ValidationReportType accepted(ValidationReport report) throws Exception {
        String written = new ReportXml().write(report);
        assertThat(ValidationReportUtils.getInstance().validateAgainstXSD(new StreamSource(new StringReader(written))))
                .as("%s", report)
                .isEmpty();
        ValidationReportType read = ValidationReportFacade.newFacade().unmarshall(written, false);
        long signatures = report.signatures().stream()
                .filter(s -> s.kind() != SignatureKind.DOCUMENT_TIMESTAMP)
                .count();
        assertThat(read.getSignatureValidationReport()).hasSize((int) Math.max(signatures, 1));
        boolean allPassed = read.getSignatureValidationReport().stream()
                .map(SignatureValidationReportType::getSignatureValidationStatus)
                .map(ValidationStatusType::getMainIndication)
                .allMatch(eu.europa.esig.dss.enumerations.Indication.TOTAL_PASSED::equals);
        if (report.indication() == Indication.TOTAL_PASSED) {
            assertThat(allPassed).isTrue();
        } else if (report.signatures().stream().noneMatch(s -> s.kind() == SignatureKind.DOCUMENT_TIMESTAMP)) {
            assertThat(allPassed).as("%s", report).isFalse();
        }
        return read;
    }

    private static ValidationReportType theirs(Path file, List<Path> contents) {
        CommonTrustedCertificateSource trusted = new CommonTrustedCertificateSource();
        trusted.addCertificate(new CertificateToken(world.hierarchy.root()));
        CommonCertificateVerifier verifier = new CommonCertificateVerifier();
        verifier.setTrustedCertSources(trusted);
        verifier.setAIASource(null);
        SignedDocumentValidator validator = SignedDocumentValidator.fromDocument(new FileDocument(file.toFile()));
        validator.setDetachedContents(contents.stream()
                .map(content -> (DSSDocument) new FileDocument(content.toFile()))
                .toList());
        validator.setCertificateVerifier(verifier);
        return validator.validateDocument().getEtsiValidationReportJaxb();
    }

    private static void saysWhatDssSays(Path file, List<Path> contents) throws Exception {
        DetachedContents beside = contents.isEmpty()
                ? DetachedContents.none()
                : name -> Optional.of(Files.newInputStream(contents.get(0)));
        ValidationReport judged = judge(file, beside, world.offline());
        assertThat(judged.indication()).as("%s", judged).isEqualTo(Indication.TOTAL_PASSED);
        ValidationReportType ours = accepted(judged);
        ValidationReportType theirs = theirs(file, contents);
        assertThat(ours.getSignatureValidationReport()).hasSameSizeAs(theirs.getSignatureValidationReport());
        for (int i = 0; i < ours.getSignatureValidationReport().size(); i++) {
            SignatureValidationReportType one =
                    ours.getSignatureValidationReport().get(i);
            byte[] value = one.getSignatureIdentifier().getSignatureValue().getValue();
            SignatureValidationReportType same = theirs.getSignatureValidationReport().stream()
                    .filter(other -> Arrays.equals(
                            other.getSignatureIdentifier().getSignatureValue().getValue(), value))
                    .findFirst()
                    .orElseThrow();
            assertThat(one.getSignatureIdentifier().getDigestAlgAndValue().getDigestValue())
                    .isEqualTo(
                            same.getSignatureIdentifier().getDigestAlgAndValue().getDigestValue());
            assertThat(one.getSignatureIdentifier()
                            .getDigestAlgAndValue()
                            .getDigestMethod()
                            .getAlgorithm())
                    .isEqualTo(same.getSignatureIdentifier()
                            .getDigestAlgAndValue()
                            .getDigestMethod()
                            .getAlgorithm());
            assertThat(one.getValidationTimeInfo().getBestSignatureTime().getPOETime())
                    .isEqualTo(seconds(
                            same.getValidationTimeInfo().getBestSignatureTime().getPOETime()));
        }
        assertThat(ids(theirs, ObjectType.TIMESTAMP))
                .hasSize(ids(ours, ObjectType.TIMESTAMP).size());
        assertThat(certificates(theirs)).containsAll(certificates(ours)).isNotEmpty();
        assertThat(ids(ours, ObjectType.OCSP_RESPONSE)).isNotEmpty();
    }

    private static Date seconds(Date time) {
        return Date.from(time.toInstant().truncatedTo(ChronoUnit.SECONDS));
    }

    private static List<String> ids(ValidationReportType report, ObjectType type) {
        return report.getSignatureValidationObjects().getValidationObject().stream()
                .filter(object -> object.getObjectType() == type)
                .map(ValidationObjectType::getId)
                .toList();
    }

    /** By their SHA-256 in hex: DSS gives the digest, we the certificate. */
    private static Set<String> certificates(ValidationReportType report) {
        Set<String> found = new HashSet<>();
        for (ValidationObjectType object :
                report.getSignatureValidationObjects().getValidationObject()) {
            if (object.getObjectType() == ObjectType.CERTIFICATE) {
                Object given = object.getValidationObjectRepresentation()
                        .getDirectOrBase64OrDigestAlgAndValue()
                        .get(0);
                byte[] digest = given instanceof DigestAlgAndValueType known
                        ? known.getDigestValue()
                        : DigestAlgorithm.SHA256.of((byte[]) given);
                found.add(HexFormat.of().formatHex(digest));
            }
        }
        return found;
    }

    @ParameterizedTest
    @EnumSource(
            value = PadesLevel.class,
            names = {"B_LT", "B_LTA"})
    void onAPdfItSaysWhatDssSays(PadesLevel level) throws Exception {
        Path one = folder.resolve(level + "-1.pdf");
        Path two = folder.resolve(level + "-2.pdf");
        world.signer.sign(SigningRequest.invisible(plain, one, PadesLevel.B_LT), world.principal);
        world.signer.sign(SigningRequest.invisible(one, two, level), world.seal);
        saysWhatDssSays(two, List.of());
    }

    @ParameterizedTest
    @EnumSource(
            value = XadesLevel.class,
            names = {"B_LT", "B_LTA"})
    void onXmlItSaysWhatDssSays(XadesLevel level) throws Exception {
        Path one = folder.resolve(level + "-1.xml");
        Path two = folder.resolve(level + "-2.xml");
        xml.sign(XmlSigningRequest.of(new SignedContent.WholeXml(record), one, XadesLevel.B_LT), world.principal);
        xml.sign(XmlSigningRequest.of(new SignedContent.WholeXml(one), two, level), world.seal);
        saysWhatDssSays(two, List.of());
    }

    @ParameterizedTest
    @EnumSource(
            value = CadesLevel.class,
            names = {"B_LT", "B_LTA"})
    void onMessagesAndContainersItSaysWhatDssSays(CadesLevel level) throws Exception {
        Path message = folder.resolve(level + ".p7s");
        messages.sign(new CadesRequest(marks, message, level), world.principal);
        saysWhatDssSays(message, List.of(marks));
        Path one = folder.resolve(level + "-1.asice");
        Path two = folder.resolve(level + "-2.asice");
        containers.sign(
                new AsicRequest.NewContainer(List.of(new DataFile("marks.csv", marks, "text/csv")), one, level),
                world.principal);
        saysWhatDssSays(one, List.of());
        containers.sign(new AsicRequest.FurtherSignature(one, two, CadesLevel.B_LT), world.seal);
        accepted(judge(two));
    }

    /** Changed at a few places, another anchor, no file beside, a later time, nothing signed. */
    @Test
    void whatDoesNotPassIsOfTheSchemaToo() throws Exception {
        Path pdf = folder.resolve("x.pdf");
        world.signer.sign(SigningRequest.invisible(plain, pdf, PadesLevel.B_LTA), world.principal);
        Path signedXml = folder.resolve("x.xml");
        xml.sign(
                XmlSigningRequest.of(new SignedContent.WholeXml(record), signedXml, XadesLevel.B_LTA), world.principal);
        Path besideXml = folder.resolve("beside.xml");
        xml.sign(
                XmlSigningRequest.of(
                        new SignedContent.Beside(List.of(new SignedContent.Content(marks, "text/csv"))),
                        besideXml,
                        XadesLevel.B_B),
                world.principal);
        Path message = folder.resolve("x.p7s");
        messages.sign(new CadesRequest(marks, message, CadesLevel.B_T), world.principal);
        Path container = folder.resolve("x.asice");
        containers.sign(
                new AsicRequest.NewContainer(
                        List.of(new DataFile("marks.csv", marks, "text/csv")), container, CadesLevel.B_LTA),
                world.principal);
        Set<Indication> seen = new HashSet<>();
        ValidationContext strangers = ValidationContext.offline(TrustStore.of(), world.paths, world.clock.instant());
        ValidationContext later =
                ValidationContext.offline(world.trust(), world.paths, Instant.parse("2061-01-01T00:00:00Z"));
        for (Path file : List.of(pdf, signedXml, besideXml, message, container, plain, record, marks)) {
            for (ValidationContext context : List.of(world.offline(), strangers, later)) {
                ValidationReport report = judge(file, DetachedContents.none(), context);
                seen.add(report.indication());
                accepted(report);
            }
            byte[] bytes = Files.readAllBytes(file);
            for (int part = 1; part < 6; part++) {
                byte[] other = bytes.clone();
                other[(int) ((long) bytes.length * part / 6)] ^= 1;
                ValidationReport report = judge(Files.write(folder.resolve("changed"), other));
                seen.add(report.indication());
                accepted(report);
            }
            accepted(judge(Files.write(folder.resolve("cut"), Arrays.copyOf(bytes, bytes.length * 9 / 10))));
        }
        assertThat(seen).containsExactlyInAnyOrder(Indication.values());
    }

    @Test
    void theSchemaCanSayNo() throws Exception {
        String written = new ReportXml().write(judge(plain)).replaceAll("<MainIndication>.*?</MainIndication>", "");
        assertThat(ValidationReportUtils.getInstance().validateAgainstXSD(new StreamSource(new StringReader(written))))
                .isNotEmpty();
    }

    @Test
    void aRevokedSignerIsOfTheSchemaToo() throws Exception {
        SigningWorld other = new SigningWorld(folder.resolve("other"), Clock.systemUTC());
        Path file = folder.resolve("revoked.pdf");
        other.signer.sign(SigningRequest.invisible(plain, file, PadesLevel.B_B), other.principal);
        other.revokePrincipal();
        ValidationReport report = judge(file, DetachedContents.none(), other.online());
        assertThat(report.indication()).isEqualTo(Indication.INDETERMINATE);
        ValidationReportType read = accepted(report);
        assertThat(read.getSignatureValidationReport()
                        .get(0)
                        .getSignatureValidationStatus()
                        .getSubIndication())
                .containsExactly(eu.europa.esig.dss.enumerations.SubIndication.REVOKED_NO_POE);
    }

    @Test
    void filesOfAttackersAndOfOldStandardsAreOfTheSchemaToo() throws Exception {
        Path root = Path.of(Optional.ofNullable(System.getProperty("khue.root")).orElse("."));
        Path vectors = Optional.ofNullable(System.getenv("KHUE_VECTORS"))
                .map(Path::of)
                .orElse(root.resolve("../shared/vectors"));
        List<Path> files;
        try (Stream<Path> all = Stream.of("pdf-attacks", "xmldsig")
                .map(vectors::resolve)
                .filter(Files::isDirectory)
                .flatMap(EtsiReportTest::under)) {
            files = all.toList();
        }
        assumeTrue(!files.isEmpty(), "no test vectors beside the checkout: nothing to judge");
        int signed = 0;
        for (Path file : files) {
            ValidationReport report = judge(file);
            accepted(report);
            signed += report.signatures().size();
        }
        assertThat(signed).isGreaterThan(50);
    }

    private static Stream<Path> under(Path folder) {
        try (Stream<Path> walk = Files.walk(folder)) {
            return walk.filter(file -> file.toString().endsWith(".pdf") || isSigned(file)).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isSigned(Path file) {
        try {
            return file.toString().endsWith(".xml")
                    && new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains("SignatureValue");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
