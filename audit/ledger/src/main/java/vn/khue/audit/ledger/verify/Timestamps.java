package vn.khue.audit.ledger.verify;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** The timestamps beside a log: {@code timestamps/index} names the days, each is a signed checkpoint and a token over its bytes. */
final class Timestamps {

    private static final String FOLDER = "timestamps/";
    private static final int LARGEST_INDEX = 1 << 20;
    private static final int LARGEST_NOTE = 64 << 10;
    private static final int LARGEST_TOKEN = 64 << 10;

    private final LedgerSource source;
    private final Optional<String> vkey;
    private final Collection<X509Certificate> authorities;

    Timestamps(LedgerSource source, Optional<String> vkey, Collection<X509Certificate> authorities) {
        this.source = source;
        this.vkey = vkey;
        this.authorities = List.copyOf(authorities);
    }

    /**
     * A checkpoint that was stamped.
     *
     * @param name of its file
     */
    record Stamped(String name, CheckedNote note, Instant at) {}

    /** All, oldest first; each was checked but for its place in the tree. */
    List<Stamped> read(CheckedNote now) throws IOException, BrokenLedger {
        Optional<byte[]> index = source.fetch(FOLDER + "index", LARGEST_INDEX);
        List<Stamped> all = new ArrayList<>();
        if (index.isEmpty()) {
            return all;
        }
        for (String day :
                new String(index.get(), StandardCharsets.US_ASCII).lines().toList()) {
            if (!day.matches("[0-9]{4}-[0-9]{2}-[0-9]{2}")) {
                throw broken(Fault.TIMESTAMP_FALSE, FOLDER + "index");
            }
            String name = FOLDER + day + ".checkpoint";
            byte[] note = part(name, LARGEST_NOTE);
            byte[] token = part(FOLDER + day + ".tst", LARGEST_TOKEN);
            all.add(check(name, note, token, now));
        }
        return all;
    }

    private byte[] part(String name, int most) throws IOException, BrokenLedger {
        return source.fetch(name, most).orElseThrow(() -> broken(Fault.TIMESTAMP_FALSE, name));
    }

    private Stamped check(String name, byte[] note, byte[] token, CheckedNote now) throws BrokenLedger {
        CheckedNote read = CheckedNote.read(note, vkey)
                .filter(found -> found.origin().equals(now.origin()) && (vkey.isEmpty() || found.signedBy()))
                .orElseThrow(() -> broken(Fault.OLDER_CHECKPOINT, name));
        CheckedTimestamp stamp =
                CheckedTimestamp.read(note, token, authorities).orElseThrow(() -> broken(Fault.TIMESTAMP_FALSE, name));
        if (!authorities.isEmpty() && !stamp.byAuthority()) {
            throw broken(Fault.TIMESTAMP_AUTHORITY, name);
        }
        if (read.size() > now.size()) {
            throw new BrokenLedger(Fault.ROLLBACK, now.size(), "checkpoint");
        }
        return new Stamped(name, read, stamp.at());
    }

    private static BrokenLedger broken(Fault fault, String where) {
        return new BrokenLedger(new Verdict.Broken(fault, OptionalLong.empty(), where));
    }
}
