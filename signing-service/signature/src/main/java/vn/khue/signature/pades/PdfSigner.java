package vn.khue.signature.pades;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Objects;
import vn.khue.pki.SignatureAlgorithm;
import vn.khue.pki.SigningKey;
import vn.khue.signature.SignatureFailure;

/**
 * Signs PDF files: PAdES baseline signatures (ETSI EN 319 142-1), always approval signatures, always as an incremental update,
 * so that earlier signatures stay good. Before anything is signed the signer's certificate is checked (R2.10). In two
 * phases, so that a key in a token, an HSM or elsewhere takes the same road as one in the vault. Thread-safe.
 */
public final class PdfSigner {

    private final SigningServices services;

    /**
     * @param services timestamps, revocation data, trust and clock
     */
    public PdfSigner(SigningServices services) {
        this.services = Objects.requireNonNull(services, "services");
    }

    /**
     * Signs in one go with a key at hand.
     *
     * @throws SignatureFailure CERTIFICATE_NOT_USABLE, BAD_PLACE, UNREADABLE_PDF, TIMESTAMP_UNAVAILABLE,
     *     REVOCATION_UNAVAILABLE, KEY_REFUSED; then target does not exist
     */
    public SignedDocument sign(SigningRequest request, SigningKey key) throws SignatureFailure {
        throw new UnsupportedOperationException("" + services);
    }

    /**
     * First phase: checks the certificate, gathers what the level needs, writes the document with a hole for the signature.
     *
     * @param request what to sign
     * @param chain the signer's certificate first, each issuer in turn
     * @param algorithm that the key will use
     * @throws SignatureFailure as {@link #sign}
     */
    public PreparedDocument prepare(SigningRequest request, List<X509Certificate> chain, SignatureAlgorithm algorithm)
            throws SignatureFailure {
        throw new UnsupportedOperationException();
    }

    /**
     * Second phase: puts the signature value in, with its timestamp, and for B_LTA the document timestamp.
     *
     * @param prepared from {@link #prepare} of this signer
     * @param signatureValue as {@link SigningKey#signDigest} gives it; checked against the certificate first
     * @throws SignatureFailure PREPARED_DOCUMENT_SPENT, KEY_REFUSED, TIMESTAMP_UNAVAILABLE, REVOCATION_UNAVAILABLE
     */
    public SignedDocument embed(PreparedDocument prepared, byte[] signatureValue) throws SignatureFailure {
        throw new UnsupportedOperationException();
    }
}
