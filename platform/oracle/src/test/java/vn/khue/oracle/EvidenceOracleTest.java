package vn.khue.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import eu.europa.esig.dss.enumerations.Indication;
import eu.europa.esig.dss.model.DSSDocument;
import eu.europa.esig.dss.model.InMemoryDocument;
import eu.europa.esig.dss.model.x509.CertificateToken;
import eu.europa.esig.dss.simplereport.SimpleReport;
import eu.europa.esig.dss.spi.validation.CommonCertificateVerifier;
import eu.europa.esig.dss.spi.x509.CommonTrustedCertificateSource;
import eu.europa.esig.dss.validation.SignedDocumentValidator;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.khue.pki.DigestAlgorithm;
import vn.khue.signature.cades.HashedContent;
import vn.khue.signature.evidence.ArchivedObject;
import vn.khue.signature.evidence.EvidenceRecord;
import vn.khue.signature.evidence.EvidenceRecorder;

/** EU DSS judges our evidence records: of a batch, of a group, with a newer timestamp, with a newer tree. */
class EvidenceOracleTest {

    private static final List<byte[]> PAPERS = List.of(text("đơn"), text("bảng điểm"), text("biên bản"));
    private static final List<byte[]> GROUP = List.of(text("tờ 1"), text("tờ 2"), text("tờ 3"));

    @TempDir
    private static Path folder;

    private static SigningWorld world;
    private static EvidenceRecorder recorder;
    private static List<EvidenceRecord> records;

    @BeforeAll
    static void make() throws Exception {
        world = new SigningWorld(folder.resolve("ca"), Clock.systemUTC());
        recorder = new EvidenceRecorder(world.services());
        List<ArchivedObject> objects = new ArrayList<>();
        PAPERS.forEach(paper -> objects.add(object(List.of(paper))));
        objects.add(object(GROUP));
        records = recorder.record(objects, DigestAlgorithm.SHA256);
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static ArchivedObject object(List<byte[]> parts) {
        return new ArchivedObject(
                parts.stream().map(bytes -> HashedContent.of(bytes)).toList());
    }

    private static Indication judge(EvidenceRecord record, List<byte[]> files) {
        CommonTrustedCertificateSource trusted = new CommonTrustedCertificateSource();
        trusted.addCertificate(new CertificateToken(world.hierarchy.root()));
        CommonCertificateVerifier offline = new CommonCertificateVerifier();
        offline.setTrustedCertSources(trusted);
        offline.setAIASource(null);
        offline.setOcspSource(null);
        offline.setCrlSource(null);
        SignedDocumentValidator validator =
                SignedDocumentValidator.fromDocument(new InMemoryDocument(record.encoded(), "record.er"));
        validator.setCertificateVerifier(offline);
        List<DSSDocument> contents = new ArrayList<>();
        for (byte[] file : files) {
            contents.add(new InMemoryDocument(file, "paper-" + contents.size()));
        }
        validator.setDetachedContents(contents);
        SimpleReport report = validator.validateDocument().getSimpleReport();
        assertThat(report.getEvidenceRecordIdList()).hasSize(1);
        return report.getIndication(report.getEvidenceRecordIdList().get(0));
    }

    @Test
    void theRecordsOfABatchPass() {
        for (int i = 0; i < PAPERS.size(); i++) {
            assertThat(judge(records.get(i), List.of(PAPERS.get(i)))).isEqualTo(Indication.PASSED);
            assertThat(judge(records.get(i), List.of(text("another")))).isNotEqualTo(Indication.PASSED);
        }
        assertThat(judge(records.get(PAPERS.size()), GROUP)).isEqualTo(Indication.PASSED);
    }

    @Test
    void renewedRecordsPass() throws Exception {
        EvidenceRecord twice = recorder.renewTimestamps(recorder.renewTimestamps(List.of(records.get(0))))
                .get(0);
        assertThat(judge(twice, List.of(PAPERS.get(0)))).isEqualTo(Indication.PASSED);
        List<EvidenceRecord> trees = recorder.renewHashTrees(
                List.of(
                        new EvidenceRecorder.Renewal(twice, object(List.of(PAPERS.get(0)))),
                        new EvidenceRecorder.Renewal(records.get(PAPERS.size()), object(GROUP))),
                DigestAlgorithm.SHA512);
        assertThat(judge(trees.get(0), List.of(PAPERS.get(0)))).isEqualTo(Indication.PASSED);
        assertThat(judge(trees.get(1), GROUP)).isEqualTo(Indication.PASSED);
        assertThat(judge(recorder.renewTimestamps(trees).get(0), List.of(PAPERS.get(0))))
                .isEqualTo(Indication.PASSED);
    }
}
