package vn.khue.bench;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.operator.DigestCalculatorProvider;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import org.bouncycastle.tsp.TimeStampRequestGenerator;
import org.bouncycastle.tsp.TimeStampResponse;
import org.bouncycastle.tsp.ers.ERSArchiveTimeStampGenerator;
import org.bouncycastle.tsp.ers.ERSByteData;
import org.bouncycastle.tsp.ers.ERSEvidenceRecord;
import org.bouncycastle.tsp.ers.ERSEvidenceRecordGenerator;
import vn.khue.pki.DigestAlgorithm;
import vn.khue.pki.timestamp.TimestampAuthority;
import vn.khue.signature.cades.HashedContent;
import vn.khue.signature.evidence.ArchivedObject;
import vn.khue.signature.evidence.EvidenceRecord;
import vn.khue.signature.evidence.EvidenceRecorder;
import vn.khue.signature.pades.SigningServices;

/**
 * Evidence records of a batch with one timestamp, encoded. Bouncy Castle sorts a batch by going through a linked list by number, which
 * takes minutes for 10,000 objects, so it has a smaller batch.
 */
final class EvidenceBatch {

    private static final int OURS = 10_000;
    private static final int THEIRS = 1_000;
    private static final int BYTES = 1024;

    private final EvidenceRecorder recorder;
    private final TimestampAuthority authority;
    private final DigestCalculatorProvider digests;

    EvidenceBatch(SigningServices services, TimestampAuthority authority) {
        this.recorder = new EvidenceRecorder(services);
        this.authority = authority;
        try {
            this.digests = new JcaDigestCalculatorProviderBuilder().build();
        } catch (OperatorCreationException e) {
            throw new BenchException("expected the digests of the JDK, found " + e, e);
        }
    }

    Measurement measure(String bench) {
        List<Double> rates = new Rate(3, 1).sideBySide(List.of(this::ours, this::theirs));
        return new Measurement(
                bench,
                "evidence records, one timestamp for a batch of 10,000 files of 1 KB",
                "records/s",
                Measurement.Better.HIGHER,
                rates.get(0) * OURS,
                rates.get(1) * THEIRS,
                "Bouncy Castle, batch of 1,000",
                Optional.of(1.0));
    }

    private void ours() throws Exception {
        List<ArchivedObject> objects = new ArrayList<>(OURS);
        for (int i = 0; i < OURS; i++) {
            objects.add(new ArchivedObject(List.of(HashedContent.of(file(i)))));
        }
        long bytes = 0;
        for (EvidenceRecord record : recorder.record(objects, DigestAlgorithm.SHA256)) {
            bytes += record.encoded().length;
        }
        require(bytes, OURS);
    }

    private void theirs() throws Exception {
        ERSArchiveTimeStampGenerator generator =
                new ERSArchiveTimeStampGenerator(digests.get(DigestAlgorithm.SHA256.identifier()));
        for (int i = 0; i < THEIRS; i++) {
            generator.addData(new ERSByteData(file(i)));
        }
        TimeStampRequestGenerator requests = new TimeStampRequestGenerator();
        requests.setCertReq(true);
        TimeStampResponse response = new TimeStampResponse(authority.respond(
                generator.generateTimeStampRequest(requests, BigInteger.TEN).getEncoded()));
        long bytes = 0;
        for (ERSEvidenceRecord record :
                new ERSEvidenceRecordGenerator(digests).generate(generator.generateArchiveTimeStamps(response))) {
            bytes += record.getEncoded().length;
        }
        require(bytes, THEIRS);
    }

    private static byte[] file(int number) {
        byte[] file = new byte[BYTES];
        byte[] text = ("paper " + number).getBytes(StandardCharsets.UTF_8);
        System.arraycopy(text, 0, file, 0, text.length);
        return file;
    }

    private static void require(long bytes, int records) {
        if (bytes < 1000L * records) {
            throw new BenchException(
                    "expected " + records + " records of a kilobyte and more, found " + bytes + " bytes");
        }
    }
}
