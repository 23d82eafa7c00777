package vn.khue.signature.validation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import vn.khue.pki.policy.PolicyCalendar;
import vn.khue.signature.evidence.EvidenceLimits;
import vn.khue.signature.evidence.EvidenceReadException;
import vn.khue.signature.evidence.EvidenceRecord;
import vn.khue.signature.evidence.EvidenceRecordReader;

/**
 * Judges evidence records (RFC 4998, 4.3 and 5.3), each by everything that it says: the way of every hash to its timestamp, one hash
 * algorithm in a chain, the order of times, and each authority, good when it stamped and when the next timestamp took over. The newest
 * chain is judged by the present policy and each older one by the policy of the time when the next one took over, for that time is proven by
 * then. Never throws for a hostile record; bounded in memory and in time. Thread-safe.
 */
public final class EvidenceRecordJudge {

    private final PolicyCalendar policies;
    private final EvidenceLimits limits;

    /** With the policies of VN-2026 and before. */
    public EvidenceRecordJudge() {
        this(PolicyCalendar.shipped(), EvidenceLimits.standard());
    }

    /** With other policies or limits. */
    public EvidenceRecordJudge(PolicyCalendar policies, EvidenceLimits limits) {
        this.policies = policies;
        this.limits = limits;
    }

    /**
     * @param record any file
     * @param files what it is to prove: one file, or all files of a group in any order
     * @throws IOException only if the bytes cannot be read from the disk
     */
    public EvidenceReport judge(Path record, List<EvidenceFile> files, ValidationContext context) throws IOException {
        String name = String.valueOf(record.getFileName());
        long size = Files.size(record);
        if (size > limits.bytes()) {
            return new EvidenceJudging(name, files, context, policies)
                    .unread(limit("expected at most " + limits.bytes() + " bytes, found " + size));
        }
        return judge(name, Files.readAllBytes(record), files, context);
    }

    /**
     * The same for a record in memory.
     *
     * @param name of the record, for the report
     */
    public EvidenceReport judge(String name, byte[] record, List<EvidenceFile> files, ValidationContext context)
            throws IOException {
        EvidenceJudging judging = new EvidenceJudging(name, files, context, policies);
        try {
            EvidenceRecord read = new EvidenceRecordReader(limits).read(record);
            return judging.judge(read);
        } catch (EvidenceReadException e) {
            return judging.unread(unreadable(e));
        } catch (RuntimeException e) {
            // Whatever a hostile record brings about that nobody foresaw: no verdict, never a good one.
            return judging.unread(Conclusion.unforeseen(e));
        }
    }

    private static Finding unreadable(EvidenceReadException e) {
        return switch (e.kind()) {
            case STRUCTURE -> new Finding(Check.EVIDENCE_RECORD, true, SubIndication.FORMAT_FAILURE, e.getMessage());
            case LIMIT -> limit(e.getMessage());
            case FORM -> new Finding(Check.EVIDENCE_RECORD, false, SubIndication.FORM_NOT_JUDGED, e.getMessage());
        };
    }

    private static Finding limit(String detail) {
        return new Finding(Check.EVIDENCE_RECORD, false, SubIndication.LIMIT_EXCEEDED, detail);
    }
}
