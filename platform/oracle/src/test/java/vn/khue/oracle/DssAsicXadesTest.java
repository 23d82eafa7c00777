package vn.khue.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import eu.europa.esig.dss.asic.xades.ASiCWithXAdESSignatureParameters;
import eu.europa.esig.dss.asic.xades.signature.ASiCWithXAdESService;
import eu.europa.esig.dss.enumerations.ASiCContainerType;
import eu.europa.esig.dss.enumerations.DigestAlgorithm;
import eu.europa.esig.dss.enumerations.SignatureAlgorithm;
import eu.europa.esig.dss.enumerations.SignatureLevel;
import eu.europa.esig.dss.model.DSSDocument;
import eu.europa.esig.dss.model.FileDocument;
import eu.europa.esig.dss.model.SignatureValue;
import eu.europa.esig.dss.model.TimestampBinary;
import eu.europa.esig.dss.model.ToBeSigned;
import eu.europa.esig.dss.model.x509.CertificateToken;
import eu.europa.esig.dss.spi.validation.CommonCertificateVerifier;
import eu.europa.esig.dss.spi.x509.CommonTrustedCertificateSource;
import eu.europa.esig.dss.spi.x509.revocation.ocsp.OCSPToken;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.bouncycastle.cert.ocsp.BasicOCSPResp;
import org.bouncycastle.cert.ocsp.OCSPException;
import org.bouncycastle.cert.ocsp.OCSPResp;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import vn.khue.pki.SigningKey;
import vn.khue.pki.timestamp.InProcessTimestampClient;
import vn.khue.signature.validation.Finding;
import vn.khue.signature.validation.Indication;
import vn.khue.signature.validation.SignatureReport;
import vn.khue.signature.validation.SignatureValidator;
import vn.khue.signature.validation.SubIndication;
import vn.khue.signature.validation.ValidationReport;

/** EU DSS makes ASiC-E containers with XAdES; we judge them as it does, and no change to them passes. */
class DssAsicXadesTest {

    private static final String LIST = "META-INF/signatures001.xml";

    @TempDir
    private static Path folder;

    private static SigningWorld world;
    private static Path marks;
    private static Path list;

    @BeforeAll
    static void found() throws Exception {
        world = new SigningWorld(folder.resolve("ca"), Clock.systemUTC());
        marks = Files.writeString(folder.resolve("marks.csv"), "họ tên;toán\nLê An;9\n");
        list = Files.writeString(folder.resolve("danh sách.txt"), "lớp 5A");
    }

    private static CommonCertificateVerifier verifier() {
        CommonTrustedCertificateSource trusted = new CommonTrustedCertificateSource();
        trusted.addCertificate(new CertificateToken(world.hierarchy.root()));
        CommonCertificateVerifier verifier = new CommonCertificateVerifier();
        verifier.setTrustedCertSources(trusted);
        verifier.setAIASource(null);
        verifier.setCrlSource(null);
        verifier.setOcspSource(DssAsicXadesTest::status);
        return verifier;
    }

    private static OCSPToken status(CertificateToken certificate, CertificateToken issuer) {
        byte[] answer = world.revocation
                .ocsp(certificate.getCertificate(), issuer.getCertificate())
                .orElseThrow();
        try {
            BasicOCSPResp basic = (BasicOCSPResp) new OCSPResp(answer).getResponseObject();
            return new OCSPToken(basic, basic.getResponses()[0], certificate, issuer);
        } catch (IOException | OCSPException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Path container(
            List<DSSDocument> documents, SigningKey key, SignatureLevel level, ASiCContainerType type)
            throws Exception {
        ASiCWithXAdESService service = new ASiCWithXAdESService(verifier());
        InProcessTimestampClient client = new InProcessTimestampClient(world.authority);
        service.setTspSource((algorithm, digest) ->
                new TimestampBinary(client.timestamp(vn.khue.pki.DigestAlgorithm.SHA256, digest)));
        ASiCWithXAdESSignatureParameters parameters = new ASiCWithXAdESSignatureParameters();
        parameters.setSignatureLevel(level);
        parameters.setDigestAlgorithm(DigestAlgorithm.SHA256);
        parameters.setSigningCertificate(new CertificateToken(key.certificate()));
        parameters.setCertificateChain(
                key.chain().stream().map(CertificateToken::new).toList());
        parameters.getSignatureTimestampParameters().setDigestAlgorithm(DigestAlgorithm.SHA256);
        parameters.getArchiveTimestampParameters().setDigestAlgorithm(DigestAlgorithm.SHA256);
        parameters.aSiC().setContainerType(type);
        ToBeSigned data = service.getDataToSign(documents, parameters);
        byte[] value = key.signDigest(key.algorithm().digest().of(data.getBytes()));
        Path target = Files.createTempFile(folder, level + "-", ".asice");
        service.signDocument(documents, parameters, new SignatureValue(SignatureAlgorithm.ECDSA_SHA256, value))
                .save(target.toString());
        return target;
    }

    private static Path container(SignatureLevel level) throws Exception {
        return container(
                List.of(new FileDocument(marks.toFile()), new FileDocument(list.toFile())),
                world.principal,
                level,
                ASiCContainerType.ASiC_E);
    }

    private static ValidationReport judge(Path file) throws Exception {
        return new SignatureValidator().validate(file, world.online());
    }

    @ParameterizedTest
    @CsvSource({
        "XAdES_BASELINE_B, ASiC-E with XAdES-BASELINE-B",
        "XAdES_BASELINE_T, ASiC-E with XAdES-BASELINE-T",
        "XAdES_BASELINE_LT, ASiC-E with XAdES-BASELINE-LT",
        "XAdES_BASELINE_LTA, ASiC-E with XAdES-BASELINE-LTA"
    })
    void passesAtItsLevelAlsoWithASecondSignature(SignatureLevel level, String called) throws Exception {
        Path one = container(level);
        ValidationReport report = judge(one);
        assertThat(report.indication()).as("%s", report).isEqualTo(Indication.TOTAL_PASSED);
        assertThat(report.format()).isEqualTo("ASiC-E");
        assertThat(report.signatures()).hasSize(1);
        SignatureReport signature = report.signatures().get(0);
        assertThat(signature.level()).isEqualTo(called);
        assertThat(signature.covers()).containsExactlyInAnyOrder("danh sách.txt", "marks.csv");
        assertThat(signature.coversWholeDocument()).isTrue();
        assertThat(signature.integrity()).isEqualTo(SignatureReport.Integrity.INTACT);

        Path two = container(List.of(new FileDocument(one.toFile())), world.seal, level, ASiCContainerType.ASiC_E);
        ValidationReport both = judge(two);
        assertThat(both.indication()).as("%s", both).isEqualTo(Indication.TOTAL_PASSED);
        assertThat(both.signatures()).hasSize(2);
    }

    private static Map<String, byte[]> entries(Path container) throws IOException {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        try (ZipFile zip = new ZipFile(container.toFile())) {
            for (ZipEntry entry : Collections.list(zip.entries())) {
                entries.put(entry.getName(), zip.getInputStream(entry).readAllBytes());
            }
        }
        return entries;
    }

    private static Path changed(Path container, Consumer<Map<String, byte[]>> change) throws IOException {
        Map<String, byte[]> entries = entries(container);
        change.accept(entries);
        Path target = Files.createTempFile(folder, "changed-", ".asice");
        try (OutputStream out = Files.newOutputStream(target);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            for (Map.Entry<String, byte[]> each : entries.entrySet()) {
                ZipEntry entry = new ZipEntry(each.getKey());
                if (each.getKey().equals("mimetype")) {
                    CRC32 crc = new CRC32();
                    crc.update(each.getValue());
                    entry.setMethod(ZipEntry.STORED);
                    entry.setSize(each.getValue().length);
                    entry.setCrc(crc.getValue());
                }
                zip.putNextEntry(entry);
                zip.write(each.getValue());
                zip.closeEntry();
            }
        }
        return target;
    }

    /** Ways to lie with a container whose signature holds. */
    private enum Lie {
        NOTHING(null, entries -> {}),
        CHANGED_FILE(SubIndication.HASH_FAILURE, entries -> entries.get("marks.csv")[0] ^= 1),
        MISSING_FILE(SubIndication.SIGNED_DATA_NOT_FOUND, entries -> entries.remove("marks.csv")),
        UNSIGNED_FILE(
                SubIndication.UNCOVERED_FILE,
                entries -> entries.put("quyết định.txt", "tăng lương".getBytes(StandardCharsets.UTF_8))),
        UNKNOWN_PART(SubIndication.UNCOVERED_FILE, entries -> entries.put("META-INF/more.bin", new byte[] {1})),
        SIGNATURE_IN_A_HIDING_PLACE(
                SubIndication.BROKEN_STRUCTURE,
                entries -> replace(
                        entries,
                        "<ds:Signature ",
                        "<hidden><ds:Signature ",
                        "</ds:Signature>",
                        "</ds:Signature></hidden>")),
        ANOTHER_ROOT(
                SubIndication.BROKEN_STRUCTURE,
                entries -> replace(
                        entries, "<asic:XAdESSignatures", "<asic:List", "</asic:XAdESSignatures", "</asic:List")),
        NO_SIGNATURES(
                SubIndication.BROKEN_STRUCTURE,
                entries -> entries.put(
                        LIST,
                        "<asic:XAdESSignatures xmlns:asic=\"http://uri.etsi.org/02918/v1.2.1#\"/>"
                                .getBytes(StandardCharsets.UTF_8))),
        A_MANIFEST_OF_OTHER_FILES(
                SubIndication.BROKEN_STRUCTURE,
                entries -> entries.computeIfPresent(
                        "META-INF/manifest.xml",
                        (name, old) -> new String(old, StandardCharsets.UTF_8)
                                .replace("marks.csv", "other.csv")
                                .getBytes(StandardCharsets.UTF_8)));

        private final SubIndication sub;
        private final Consumer<Map<String, byte[]>> change;

        Lie(SubIndication sub, Consumer<Map<String, byte[]>> change) {
            this.sub = sub;
            this.change = change;
        }

        private static void replace(Map<String, byte[]> entries, String... pairs) {
            String text = new String(entries.get(LIST), StandardCharsets.UTF_8);
            for (int i = 0; i < pairs.length; i += 2) {
                if (!text.contains(pairs[i])) {
                    throw new IllegalStateException("expected " + pairs[i] + " in " + text.substring(0, 500));
                }
                text = text.replace(pairs[i], pairs[i + 1]);
            }
            entries.put(LIST, text.getBytes(StandardCharsets.UTF_8));
        }
    }

    @ParameterizedTest
    @EnumSource(Lie.class)
    void noChangePasses(Lie lie) throws Exception {
        ValidationReport report = judge(changed(container(SignatureLevel.XAdES_BASELINE_LT), lie.change));
        if (lie == Lie.NOTHING) {
            assertThat(report.indication()).as("%s", report).isEqualTo(Indication.TOTAL_PASSED);
            return;
        }
        assertThat(report.indication()).as("%s", report).isEqualTo(Indication.TOTAL_FAILED);
        List<Finding> all = new ArrayList<>(report.findings());
        report.signatures().forEach(each -> all.addAll(each.findings()));
        assertThat(all).as("%s", report).anyMatch(f -> f.failed() && f.subIndication() == lie.sub);
    }

    @Test
    void aSimpleContainerIsLeftOpen() throws Exception {
        Path file = container(
                List.of(new FileDocument(marks.toFile())),
                world.principal,
                SignatureLevel.XAdES_BASELINE_B,
                ASiCContainerType.ASiC_S);
        ValidationReport report = judge(file);
        assertThat(report.indication()).as("%s", report).isEqualTo(Indication.INDETERMINATE);
        assertThat(report.findings()).anyMatch(f -> f.subIndication() == SubIndication.FORM_NOT_JUDGED);
    }
}
