package vn.khue.audit.ledger.verify;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;

/**
 * Whom the checker believes, all of it from elsewhere than the log.
 *
 * @param log vkey of the log; without it no signature is checked, and the verdict says so
 * @param authorities CAs of timestamps; without any it is not checked who stamped
 * @param witnesses vkeys of witnesses (C2SP tlog-cosignature, type 4), each of which must have cosigned
 */
public record Trusted(Optional<String> log, List<X509Certificate> authorities, List<String> witnesses) {

    public Trusted {
        authorities = List.copyOf(authorities);
        witnesses = List.copyOf(witnesses);
    }

    static Trusted log(Optional<String> vkey) {
        return new Trusted(vkey, List.of(), List.of());
    }
}
