package vn.khue.pki.revocation;

import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Gives the answers of another source again for a short while, so that many who come at once ask once. What could not be had is not
 * remembered. A revocation counts at the latest that while later. Thread-safe.
 */
public final class RememberedRevocationSource implements RevocationSource {
    private record Asked(X509Certificate certificate, boolean ocsp) {}

    private record Kept(byte[] answer, Instant until) {}

    private final RevocationSource source;
    private final Duration whileKept;
    private final long mostBytes;
    private final Clock clock;
    private final Map<Asked, Kept> kept = new LinkedHashMap<>();
    private long bytes;

    /**
     * @param whileKept how long an answer is given again; zero for never
     * @param mostBytes of all answers together; the oldest go
     */
    public RememberedRevocationSource(RevocationSource source, Duration whileKept, long mostBytes, Clock clock) {
        this.source = source;
        this.whileKept = whileKept;
        this.mostBytes = mostBytes;
        this.clock = clock;
    }

    @Override
    public Optional<byte[]> ocsp(X509Certificate certificate, X509Certificate issuer) {
        return answer(new Asked(certificate, true), () -> source.ocsp(certificate, issuer));
    }

    @Override
    public Optional<byte[]> crl(X509Certificate certificate) {
        return answer(new Asked(certificate, false), () -> source.crl(certificate));
    }

    /** The source is asked outside the lock: a slow server must not make all others wait. */
    private Optional<byte[]> answer(Asked asked, Supplier<Optional<byte[]>> ask) {
        Instant now = clock.instant();
        synchronized (kept) {
            Kept known = kept.get(asked);
            if (known != null && now.isBefore(known.until())) {
                return Optional.of(known.answer());
            }
        }
        Optional<byte[]> fresh = ask.get();
        fresh.ifPresent(answer -> keep(asked, new Kept(answer, now.plus(whileKept))));
        return fresh;
    }

    private void keep(Asked asked, Kept answer) {
        synchronized (kept) {
            Kept former = kept.remove(asked);
            bytes -= former == null ? 0 : former.answer().length;
            if (answer.answer().length > mostBytes) {
                return;
            }
            kept.put(asked, answer);
            bytes += answer.answer().length;
            for (Iterator<Kept> oldest = kept.values().iterator(); bytes > mostBytes; oldest.remove()) {
                bytes -= oldest.next().answer().length;
            }
        }
    }
}
