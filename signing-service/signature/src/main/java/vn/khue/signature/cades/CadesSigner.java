package vn.khue.signature.cades;

import java.io.IOException;
import java.security.cert.X509Certificate;
import java.util.List;
import vn.khue.pki.PkiException;
import vn.khue.pki.SignatureAlgorithm;
import vn.khue.pki.SigningKey;
import vn.khue.signature.SignatureFailure;
import vn.khue.signature.draft.WholeFile;
import vn.khue.signature.pades.SigningServices;

/** Signs any file with a detached CAdES signature beside it, in one go or in two phases. Thread-safe. */
public final class CadesSigner {

    private final DetachedSigner signer;

    /**
     * @param services timestamps, revocation data, trust and clock
     */
    public CadesSigner(SigningServices services) {
        this.signer = new DetachedSigner(services);
    }

    /**
     * Signs in one go with a key at hand.
     *
     * @throws SignatureFailure CERTIFICATE_NOT_USABLE, UNREADABLE_FILE, TIMESTAMP_UNAVAILABLE, REVOCATION_UNAVAILABLE,
     *     KEY_REFUSED; then target does not exist
     */
    public SignedMessage sign(CadesRequest request, SigningKey key) throws SignatureFailure {
        PreparedSignature prepared = prepare(request, key.chain(), key.algorithm());
        return embed(request, prepared, value(key, prepared));
    }

    /**
     * First phase: checks the certificate and hashes the file.
     *
     * @throws SignatureFailure as {@link #sign}
     */
    public PreparedSignature prepare(CadesRequest request, List<X509Certificate> chain, SignatureAlgorithm algorithm)
            throws SignatureFailure {
        try {
            return signer.prepare(HashedContent.of(request.source()), request.level(), chain, algorithm);
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    /**
     * Second phase: writes the signature with its value.
     *
     * @param request the one that was prepared
     * @throws SignatureFailure PREPARED_DOCUMENT_SPENT, KEY_REFUSED, UNREADABLE_FILE, TIMESTAMP_UNAVAILABLE,
     *     REVOCATION_UNAVAILABLE; then target is as it was
     */
    public SignedMessage embed(CadesRequest request, PreparedSignature prepared, byte[] signatureValue)
            throws SignatureFailure {
        SignedMessage signed = signer.complete(prepared, signatureValue);
        try {
            WholeFile.write(request.target(), out -> out.write(signed.der()));
        } catch (IOException e) {
            throw unreadable(e);
        }
        return signed;
    }

    /** The key's value over what was prepared; KEY_REFUSED where it refuses. */
    public static byte[] value(SigningKey key, PreparedSignature prepared) throws SignatureFailure {
        try {
            return key.signDigest(prepared.digestToSign());
        } catch (PkiException e) {
            throw new SignatureFailure(
                    SignatureFailure.Reason.KEY_REFUSED, "expected a signature value, found a key that refuses", e);
        }
    }

    static SignatureFailure unreadable(IOException e) {
        return new SignatureFailure(
                SignatureFailure.Reason.UNREADABLE_FILE,
                "expected to read the source and to write beside the target, found an error of the disk; check space and rights",
                e);
    }
}
