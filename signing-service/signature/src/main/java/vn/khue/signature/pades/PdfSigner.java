package vn.khue.signature.pades;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAKey;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import vn.khue.pki.DigestAlgorithm;
import vn.khue.pki.PkiException;
import vn.khue.pki.SignatureAlgorithm;
import vn.khue.pki.SigningKey;
import vn.khue.pki.path.Purpose;
import vn.khue.pki.trust.TrustStore;
import vn.khue.signature.SignatureFailure;
import vn.khue.signature.draft.Drafts;
import vn.khue.signature.draft.WholeFile;

/**
 * Signs PDF files: PAdES baseline signatures (ETSI EN 319 142-1), always approval signatures, always as an incremental update,
 * so that earlier signatures stay good. Before anything is signed the signer's certificate is checked (R2.10). In two
 * phases, so that a key in a token, an HSM or elsewhere takes the same road as one in the vault. At B_LT the validation data
 * is gathered before signing and follows in a revision of its own: EU DSS does not count data in the signature's own
 * revision as BASELINE-LT, although it validates the same. Thread-safe.
 */
public final class PdfSigner {

    private static final int TIMESTAMP_ATTRIBUTE = 64;

    private final SigningServices services;
    private final Evidence evidence;
    private final TimestampAuthorityProfile authority;

    /**
     * @param services timestamps, revocation data, trust and clock
     */
    public PdfSigner(SigningServices services) {
        this.services = services;
        this.evidence = new Evidence(services);
        this.authority = new TimestampAuthorityProfile(services, evidence);
    }

    /**
     * Signs in one go with a key at hand.
     *
     * @throws SignatureFailure CERTIFICATE_NOT_USABLE, BAD_PLACE, UNREADABLE_PDF, TIMESTAMP_UNAVAILABLE,
     *     REVOCATION_UNAVAILABLE, KEY_REFUSED; then target does not exist
     */
    public SignedDocument sign(SigningRequest request, SigningKey key) throws SignatureFailure {
        try (PreparedDocument prepared = prepare(request, key.chain(), key.algorithm())) {
            byte[] value;
            try {
                value = key.signDigest(prepared.digestToSign());
            } catch (PkiException e) {
                throw new SignatureFailure(
                        SignatureFailure.Reason.KEY_REFUSED, "expected a signature value, found a key that refuses", e);
            }
            return embed(prepared, value);
        }
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
        X509Certificate signer = chain.get(0);
        ValidationMaterial own = evidence.gather(signer, chain.subList(1, chain.size()), Purpose.DOCUMENT_SIGNING);
        Optional<TimestampAuthorityProfile.Known> known =
                request.level() == PadesLevel.B_B ? Optional.empty() : Optional.of(authority.current());
        ValidationMaterial material = request.level().compareTo(PadesLevel.B_LT) < 0
                ? ValidationMaterial.none()
                : own.and(known.orElseThrow().material());
        TrustStore trust = services.trust().get();
        List<X509Certificate> inside = chain.stream()
                .filter(c -> trust.of(c).isEmpty() || c.equals(signer))
                .toList();
        int capacity =
                new CmsParts(algorithm, inside, new byte[algorithm.digest().length()])
                                .assemble(new byte[longestValue(signer)], Optional.empty())
                                .length
                        + known.map(k -> k.room() + TIMESTAMP_ATTRIBUTE).orElse(0);
        Instant now = services.clock().instant();
        Path draft = draft(request.target());
        try {
            RevisionWriter.Written written = RevisionWriter.sign(
                    request.source(),
                    draft,
                    RevisionWriter.Kind.approval(now),
                    request.visible(),
                    request.reason(),
                    request.location(),
                    ValidationMaterial.none(),
                    capacity);
            byte[] digest = written.hole().digest(algorithm.digest());
            return new PendingSignature(
                    request,
                    written,
                    new CmsParts(algorithm, inside, digest),
                    digest,
                    known,
                    material,
                    algorithm,
                    chain,
                    now);
        } catch (IOException e) {
            Drafts.delete(draft);
            throw unwritable(e);
        } catch (SignatureFailure | RuntimeException e) {
            Drafts.delete(draft);
            throw e;
        }
    }

    /**
     * Second phase: puts the signature value in, with its timestamp, and for B_LTA the document timestamp.
     *
     * @param prepared from {@link #prepare} of this signer
     * @param signatureValue as {@link SigningKey#signDigest} gives it; checked against the certificate first
     * @throws SignatureFailure PREPARED_DOCUMENT_SPENT, KEY_REFUSED, TIMESTAMP_UNAVAILABLE, REVOCATION_UNAVAILABLE; then
     *     target does not exist and the document has to be prepared anew
     */
    public SignedDocument embed(PreparedDocument prepared, byte[] signatureValue) throws SignatureFailure {
        PendingSignature pending = (PendingSignature) prepared;
        pending.preparation().take();
        Path draft = pending.hole().file();
        try {
            pending.preparation().requireFit(signatureValue, services.clock().instant());
            Optional<TokenReader> token = fill(pending, signatureValue);
            if (pending.request().level() == PadesLevel.B_LTA) {
                draft = addDocumentTimestamp(draft, pending.request().target());
            }
            return publish(pending, draft, token);
        } catch (IOException e) {
            throw unwritable(e);
        } finally {
            Drafts.delete(draft);
            Drafts.delete(pending.hole().file());
        }
    }

    private Optional<TokenReader> fill(PendingSignature pending, byte[] value) throws SignatureFailure, IOException {
        if (pending.authority().isEmpty()) {
            pending.hole().fill(pending.cms().assemble(value, Optional.empty()));
            return Optional.empty();
        }
        byte[] token = authority.token(DigestAlgorithm.SHA256.of(value));
        TokenReader read = TokenReader.read(token);
        pending.hole().fill(pending.cms().assemble(value, Optional.of(token)));
        if (pending.request().level().compareTo(PadesLevel.B_LT) >= 0) {
            addMaterial(pending, read);
        }
        return Optional.of(read);
    }

    private void addMaterial(PendingSignature pending, TokenReader token) throws SignatureFailure, IOException {
        ValidationMaterial material = pending.material()
                .and(authority.material(token, pending.authority().orElseThrow()));
        RevisionWriter.addMaterial(pending.hole().file(), material);
    }

    private Path addDocumentTimestamp(Path signed, Path target) throws SignatureFailure, IOException {
        Path archived = draft(target);
        try {
            DocumentTimestamp.add(
                    signed,
                    archived,
                    authority,
                    DigestAlgorithm.SHA256,
                    authority.current().material());
            return archived;
        } catch (SignatureFailure | IOException | RuntimeException e) {
            Drafts.delete(archived);
            throw e;
        }
    }

    private static SignedDocument publish(PendingSignature pending, Path draft, Optional<TokenReader> token)
            throws IOException {
        long length = Files.size(draft);
        byte[] sha256 = WholeFile.digest(draft, DigestAlgorithm.SHA256.newDigest());
        Path target = pending.request().target();
        Files.move(draft, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        return new SignedDocument(
                target,
                pending.fieldName(),
                pending.request().level(),
                pending.preparation().claimedTime(),
                token.map(TokenReader::time),
                HexFormat.of().formatHex(sha256),
                length);
    }

    private static int longestValue(X509Certificate signer) {
        if (signer.getPublicKey() instanceof RSAKey rsa) {
            return (rsa.getModulus().bitLength() + 7) / 8;
        }
        if (signer.getPublicKey() instanceof java.security.interfaces.ECKey ec) {
            // Two integers, each with a sign byte, and three DER headers.
            return 2 * ((ec.getParams().getOrder().bitLength() + 7) / 8 + 3) + 4;
        }
        return 1024;
    }

    private static Path draft(Path target) throws SignatureFailure {
        try {
            return Drafts.beside(target);
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    private static SignatureFailure unwritable(IOException e) {
        return new SignatureFailure(
                SignatureFailure.Reason.UNREADABLE_PDF,
                "expected to read the source and to write beside the target, found an error of the disk; check space and rights",
                e);
    }
}
