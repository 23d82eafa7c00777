package vn.khue.signing.enrolment;

import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import vn.khue.pki.DnsName;

/**
 * What was issued to whom.
 *
 * @param serial of the authority {@code services}
 * @param keySha256 SHA-256 of the SubjectPublicKeyInfo; callers do not change it
 */
@SuppressWarnings("ArrayRecordComponent") // compared with MessageDigest.isEqual alone
public record IssuedService(
        BigInteger serial,
        IssuanceBasis basis,
        String unit,
        List<DnsName> names,
        byte[] keySha256,
        Instant issuedAt,
        Instant notAfter) {
    public IssuedService {
        names = List.copyOf(names);
    }
}
