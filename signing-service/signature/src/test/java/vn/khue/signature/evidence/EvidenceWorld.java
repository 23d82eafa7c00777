package vn.khue.signature.evidence;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import vn.khue.pki.DigestAlgorithm;
import vn.khue.signature.SigningWorld;
import vn.khue.signature.cades.HashedContent;
import vn.khue.signature.validation.EvidenceFile;
import vn.khue.signature.validation.EvidenceRecordJudge;
import vn.khue.signature.validation.EvidenceReport;
import vn.khue.signature.validation.ValidationContext;

/** A batch of papers with their records, an authority of today, and the one that comes after it. */
final class EvidenceWorld {

    static final List<byte[]> PAPERS =
            List.of(text("đơn"), text("bảng điểm"), text("biên bản"), text("quyết định"), text("học bạ"));
    static final List<byte[]> GROUP = List.of(text("tờ 1"), text("tờ 2"), text("tờ 3"));

    final SigningWorld world;
    final EvidenceRecorder recorder;
    /** Of each paper, then of the group. */
    final List<EvidenceRecord> records;
    /** When the certificate of today's authority ends. */
    final Instant end;

    EvidenceWorld(Path folder) throws Exception {
        world = new SigningWorld(folder, Clock.systemUTC());
        recorder = new EvidenceRecorder(world.services());
        List<ArchivedObject> objects =
                new ArrayList<>(PAPERS.stream().map(EvidenceWorld::object).toList());
        objects.add(group(GROUP));
        records = recorder.record(objects, DigestAlgorithm.SHA256);
        end = world.hierarchy.timestampKey().certificate().getNotAfter().toInstant();
    }

    /** The same CAs shortly before the authority of today ends; a new one is at work. */
    SigningWorld shortBeforeTheEnd() {
        return world.at(Clock.fixed(end.minus(Duration.ofDays(20)), ZoneOffset.UTC));
    }

    ValidationContext at(Instant time) {
        return ValidationContext.offline(world.trust(), world.paths, time);
    }

    EvidenceReport judge(EvidenceRecord record, List<byte[]> files, ValidationContext context) throws Exception {
        return judge(record.encoded(), files, context);
    }

    EvidenceReport judge(byte[] record, List<byte[]> files, ValidationContext context) throws Exception {
        List<EvidenceFile> named = files.stream()
                .map(bytes -> new EvidenceFile("paper", HashedContent.of(bytes)))
                .toList();
        return new EvidenceRecordJudge().judge("record.er", record, named, context);
    }

    EvidenceReport judge(EvidenceRecord record, byte[] file) throws Exception {
        return judge(record, List.of(file), world.offline());
    }

    static ArchivedObject object(byte[] bytes) {
        return new ArchivedObject(List.of(HashedContent.of(bytes)));
    }

    static ArchivedObject group(List<byte[]> files) {
        return new ArchivedObject(
                files.stream().map(bytes -> HashedContent.of(bytes)).toList());
    }

    static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
