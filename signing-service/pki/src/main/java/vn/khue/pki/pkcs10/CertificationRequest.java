package vn.khue.pki.pkcs10;

import java.security.PublicKey;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import javax.security.auth.x500.X500Principal;
import vn.khue.pki.DnsName;

/**
 * What is taken from a certification request whose signature proved that the asker has the private key. Whether the names
 * are the asker's is not proved by it. Immutable.
 *
 * @param publicKey on a named curve, or RSA
 * @param keySha256 SHA-256 of the SubjectPublicKeyInfo, 32 bytes; callers do not change it
 * @param subject as asked for; what is certified the issuer decides
 * @param names host names of the subject alternative name and the common name, each once, in order; empty where the profile
 *     is not for hosts
 * @param notTaken OIDs of extensions that were asked for and are not taken: the profile alone decides on them
 */
@SuppressWarnings("ArrayRecordComponent") // read once by whoever asked, compared with MessageDigest.isEqual
public record CertificationRequest(
        PublicKey publicKey, byte[] keySha256, X500Principal subject, SortedSet<DnsName> names, List<String> notTaken) {
    public CertificationRequest {
        names = Collections.unmodifiableSortedSet(new TreeSet<>(names));
        notTaken = List.copyOf(notTaken);
    }
}
