package vn.khue.signature.validation;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import vn.khue.pki.DigestAlgorithm;

/**
 * What the judgement of one signature stood on, for whoever writes it down for others (ETSI TS 119 102-2, 4.4, signature validation
 * objects). Nothing in it says that the signature is good. Bounded in number; certificates and values come from the file.
 *
 * @param signedDigest digest of what the key signed (data to be signed representation); empty where it did not come to that
 * @param value the signature value as the file has it; empty where there is none
 * @param claimedTime time that the signer's machine wrote, where the signature says one
 * @param path the signer's certificate first, each issuer in turn, without the anchor; empty where no path was sought
 * @param anchor certificate of the trust anchor at its end, where there is one
 * @param timestamps those that hold and whose authority is trusted, in the order in which they were judged
 * @param revocation answers and lists by which no certificate of the path counts as revoked
 */
public record ValidationObjects(
        Optional<Digest> signedDigest,
        Optional<byte[]> value,
        Optional<Instant> claimedTime,
        List<X509Certificate> path,
        Optional<X509Certificate> anchor,
        List<Timestamp> timestamps,
        List<Revocation> revocation) {
    public ValidationObjects {
        path = List.copyOf(path);
        timestamps = List.copyOf(timestamps);
        revocation = List.copyOf(revocation);
    }

    /** Of a signature that was not read far enough to know anything. */
    public static ValidationObjects none() {
        return new ValidationObjects(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                List.of(),
                List.of());
    }

    /** A digest with its algorithm. */
    public record Digest(DigestAlgorithm algorithm, byte[] value) {}

    /**
     * A timestamp (RFC 3161) that holds.
     *
     * @param token DER
     * @param time it states
     * @param over what it is over
     * @param path its authority's certificate first, without the anchor
     * @param anchor certificate of the trust anchor
     * @param revocation as for the signature
     */
    public record Timestamp(
            byte[] token,
            Instant time,
            Over over,
            List<X509Certificate> path,
            Optional<X509Certificate> anchor,
            List<Revocation> revocation) {
        public Timestamp {
            path = List.copyOf(path);
            revocation = List.copyOf(revocation);
        }
    }

    /**
     * An OCSP response or a CRL.
     *
     * @param list whether it is a CRL
     * @param sha256 of its DER, lower-case hex
     * @param der empty for one that is larger than what is kept
     */
    public record Revocation(boolean list, String sha256, Optional<byte[]> der) {}

    /** What a timestamp is over. */
    public enum Over {
        /** The signature value. */
        SIGNATURE,
        /** The signature with its evidence. */
        ARCHIVE,
        /** A revision of the PDF file, or files of a container; the signature is itself the timestamp. */
        DOCUMENT
    }
}
