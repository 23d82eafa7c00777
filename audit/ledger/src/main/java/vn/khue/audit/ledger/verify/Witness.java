package vn.khue.audit.ledger.verify;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A witness (C2SP tlog-witness): cosigns a checkpoint of a log that it knows if that log only grew since the one it cosigned before, and never
 * two that contradict each other. It keeps one checkpoint a log and sees no entry. Safe for concurrent use; one request at a time is judged, so
 * that looking and keeping are one step.
 */
final class Witness {

    static final int LARGEST_BODY = 64 << 10;
    private static final String OK = "text/plain; charset=utf-8";
    /** Of a 409 (clause "add-checkpoint"). */
    private static final String SIZE = "text/x.tlog.size";

    private final WitnessKey key;
    private final Map<String, String> logs;
    private final WitnessMemory memory;
    private final Clock clock;

    /** @param logs vkeys by origin */
    Witness(WitnessKey key, Map<String, String> logs, WitnessMemory memory, Clock clock) {
        this.key = key;
        this.logs = Map.copyOf(logs);
        this.memory = memory;
        this.clock = clock;
    }

    /**
     * What is answered.
     *
     * @param status HTTP
     */
    record Answer(int status, String type, String body) {}

    private record Request(long old, CheckedGrowth proof, byte[] note) {}

    /**
     * Judges the body of {@code POST add-checkpoint}: 200 and the cosignature; 400 malformed, or older than it says; 403 not signed by the
     * log; 404 not a known log; 409 and the size that is known; 422 it does not grow out of what is known.
     *
     * @throws IOException if what was cosigned before cannot be read or kept: then nothing is cosigned
     */
    synchronized Answer add(byte[] body) throws IOException {
        Optional<Request> read = request(body);
        if (read.isEmpty()) {
            return refused(400, "expected 'old SIZE', at most 63 hashes, an empty line and a checkpoint");
        }
        Request request = read.get();
        Optional<CheckedNote> anybodys = CheckedNote.read(request.note(), Optional.empty());
        if (anybodys.isEmpty()) {
            return refused(400, "expected a checkpoint of three lines and signatures");
        }
        String vkey = logs.get(anybodys.get().origin());
        if (vkey == null) {
            return refused(404, "this log is not known here");
        }
        CheckedNote note = CheckedNote.read(request.note(), Optional.of(vkey)).orElseThrow();
        if (!note.signedBy()) {
            return refused(403, "expected a signature of the log's key");
        } else if (request.old() > note.size()) {
            return refused(400, "expected an old size of at most that of the checkpoint");
        }
        Optional<CheckedNote> known = memory.newest(note.origin());
        long size = known.map(CheckedNote::size).orElse(0L);
        if (request.old() != size
                || (known.isPresent()
                        && note.size() == size
                        && !MessageDigest.isEqual(note.root(), known.get().root()))) {
            return new Answer(409, SIZE, size + "\n");
        }
        byte[] root = known.map(CheckedNote::root).orElse(new byte[32]);
        if (!request.proof().holds(size, root, note.size(), note.root())) {
            return refused(422, "the proof does not lead from what was cosigned before to this checkpoint");
        }
        memory.keep(note.origin(), request.note());
        String text = new String(request.note(), StandardCharsets.UTF_8);
        return new Answer(
                200,
                OK,
                key.cosign(
                        text.substring(0, text.indexOf("\n\n") + 1),
                        clock.instant().getEpochSecond()));
    }

    private static Answer refused(int status, String why) {
        return new Answer(status, OK, why + "\n");
    }

    private static Optional<Request> request(byte[] body) {
        int gap = gap(body);
        if (gap < 0) {
            return Optional.empty();
        }
        List<String> lines = new ArrayList<>(
                new String(body, 0, gap, StandardCharsets.US_ASCII).lines().toList());
        if (lines.isEmpty() || !lines.get(0).matches("old (0|[1-9][0-9]{0,17})")) {
            return Optional.empty();
        }
        long old = Long.parseLong(lines.get(0).substring("old ".length()));
        return CheckedGrowth.read(lines.subList(1, lines.size()))
                .map(proof -> new Request(old, proof, Arrays.copyOfRange(body, gap + 2, body.length)));
    }

    /** Where the first empty line is. */
    private static int gap(byte[] body) {
        for (int i = 0; i + 1 < body.length; i++) {
            if (body[i] == '\n' && body[i + 1] == '\n') {
                return i;
            }
        }
        return -1;
    }
}
