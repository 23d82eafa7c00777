package vn.khue.signing.expiry;

import java.math.BigInteger;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import vn.khue.pki.store.CertificateRecord;
import vn.khue.pki.store.CertificateStatus;
import vn.khue.web.time.VietnamTime;

/** What the holder's page says beside a certificate that ends soon. Thread-safe. */
@Component
public class ExpiryNotices {
    private final ExpiryPolicy policy;
    private final Clock clock;

    public ExpiryNotices(ExpiryPolicy policy, Clock clock) {
        this.policy = policy;
        this.clock = clock;
    }

    /**
     * Days that are left, by serial, of those that end soon and that none of the others follows. A day is one of Asia/Ho_Chi_Minh;
     * 0 is today.
     *
     * @param records all certificates of one holder, unit and profile
     */
    public Map<BigInteger, Long> of(List<CertificateRecord> records) {
        Map<BigInteger, Long> left = new HashMap<>();
        for (CertificateRecord record : records) {
            boolean followed = records.stream()
                    .anyMatch(other -> good(other) && other.notAfter().isAfter(record.notAfter()));
            if (good(record)
                    && !followed
                    && policy.reached(record.notBefore(), record.notAfter(), clock.instant())
                            .isPresent()) {
                left.put(
                        record.serial(),
                        ChronoUnit.DAYS.between(
                                clock.instant().atZone(VietnamTime.ZONE).toLocalDate(),
                                record.notAfter().atZone(VietnamTime.ZONE).toLocalDate()));
            }
        }
        return Map.copyOf(left);
    }

    private static boolean good(CertificateRecord record) {
        return record.status() instanceof CertificateStatus.Good;
    }
}
