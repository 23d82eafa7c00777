package vn.khue.signature.asic;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import vn.khue.pki.SignatureAlgorithm;
import vn.khue.pki.SigningKey;
import vn.khue.signature.SignatureFailure;
import vn.khue.signature.cades.CadesLevel;
import vn.khue.signature.cades.CadesSigner;
import vn.khue.signature.cades.DetachedSigner;
import vn.khue.signature.cades.HashedContent;
import vn.khue.signature.cades.PreparedSignature;
import vn.khue.signature.cades.SignedMessage;
import vn.khue.signature.pades.SigningServices;

/**
 * Makes ASiC-E containers with CAdES signatures (ETSI EN 319 162-1): each signature over a manifest with the SHA-256 of every
 * data file. At B_LTA the whole container is covered by an archive manifest with a timestamp (A.7) instead of an archive
 * timestamp inside the signature. The same input gives the same bytes around the signature. Thread-safe.
 */
public final class AsicSigner {

    private final DetachedSigner signer;
    private final ZipLimits limits = ZipLimits.standard();

    /**
     * @param services timestamps, revocation data, trust and clock
     */
    public AsicSigner(SigningServices services) {
        this.signer = new DetachedSigner(services);
    }

    /** A container that waits for its signature value. It can be embedded once, and not after it has expired. */
    public static final class PreparedContainer implements PreparedSignature {
        private final AsicRequest request;
        private final PreparedSignature signature;
        private final List<ContainerPart> parts;
        private final String signatureName;

        private PreparedContainer(
                AsicRequest request, PreparedSignature signature, List<ContainerPart> parts, String signatureName) {
            this.request = request;
            this.signature = signature;
            this.parts = List.copyOf(parts);
            this.signatureName = signatureName;
        }

        @Override
        public byte[] digestToSign() {
            return signature.digestToSign();
        }

        /** Digest of the manifest. */
        @Override
        public byte[] contentDigest() {
            return signature.contentDigest();
        }

        @Override
        public SignatureAlgorithm algorithm() {
            return signature.algorithm();
        }

        @Override
        public List<X509Certificate> chain() {
            return signature.chain();
        }

        @Override
        public Instant expires() {
            return signature.expires();
        }
    }

    /**
     * Signs in one go with a key at hand.
     *
     * @throws SignatureFailure CERTIFICATE_NOT_USABLE, UNREADABLE_FILE, TIMESTAMP_UNAVAILABLE, REVOCATION_UNAVAILABLE,
     *     KEY_REFUSED; then target is as it was
     */
    public SignedContainer sign(AsicRequest request, SigningKey key) throws SignatureFailure {
        PreparedContainer prepared = prepare(request, key.chain(), key.algorithm());
        return embed(prepared, CadesSigner.value(key, prepared));
    }

    /**
     * First phase: checks the certificate, hashes the files, makes the manifest.
     *
     * @throws SignatureFailure as {@link #sign}
     */
    public PreparedContainer prepare(AsicRequest request, List<X509Certificate> chain, SignatureAlgorithm algorithm)
            throws SignatureFailure {
        try {
            List<ContainerPart> parts = new ArrayList<>(
                    request instanceof AsicRequest.NewContainer made
                            ? parts(made)
                            : ContainerParts.read(((AsicRequest.FurtherSignature) request).container(), limits));
            String signatureName = ContainerParts.free(parts, AsicNames::signature);
            String manifestName = ContainerParts.free(parts, AsicNames::manifest);
            List<ManifestReference> references = parts.stream()
                    .filter(part -> AsicNames.part(part.name()) == AsicNames.Part.DATA)
                    .map(ContainerPart::reference)
                    .toList();
            byte[] manifest = new AsicManifest(signatureName, AsicManifest.SIGNATURE_TYPE, references).encoded();
            parts.add(ContainerPart.of(manifestName, "text/xml", manifest));
            PreparedSignature signature =
                    signer.prepare(HashedContent.of(manifest), inside(request.level()), chain, algorithm);
            return new PreparedContainer(request, signature, parts, signatureName);
        } catch (IOException | AsicReadException e) {
            throw unreadable(e);
        }
    }

    /** The archive timestamp of a container is beside its signatures. */
    private static CadesLevel inside(CadesLevel level) {
        return level == CadesLevel.B_LTA ? CadesLevel.B_LT : level;
    }

    /**
     * Second phase: writes the container with its signature, and for B_LTA the archive manifest and its timestamp.
     *
     * @param prepared from {@link #prepare} of this signer
     * @param signatureValue as {@link SigningKey#signDigest} gives it; checked against the certificate first
     * @throws SignatureFailure PREPARED_DOCUMENT_SPENT, KEY_REFUSED, UNREADABLE_FILE, TIMESTAMP_UNAVAILABLE,
     *     REVOCATION_UNAVAILABLE; then target is as it was and the container has to be prepared anew
     */
    public SignedContainer embed(PreparedContainer prepared, byte[] signatureValue) throws SignatureFailure {
        SignedMessage message = signer.complete(prepared.signature, signatureValue);
        List<ContainerPart> parts = new ArrayList<>(prepared.parts);
        parts.add(ContainerPart.of(prepared.signatureName, AsicManifest.SIGNATURE_TYPE, message.der()));
        CadesLevel level = prepared.request.level();
        if (level == CadesLevel.B_LTA) {
            ContainerParts.archive(parts, signer::timestamp);
        }
        try {
            ContainerParts.write(prepared.request.target(), parts);
        } catch (IOException e) {
            throw unreadable(e);
        }
        return new SignedContainer(
                prepared.request.target(),
                prepared.signatureName,
                new SignedMessage(message.der(), level, message.claimedTime(), message.timestamp()));
    }

    private List<ContainerPart> parts(AsicRequest.NewContainer request) throws IOException, AsicReadException {
        List<ContainerPart> parts = new ArrayList<>();
        parts.add(ContainerPart.of(AsicNames.MIME_ENTRY, "", AsicNames.MIME_TYPE.getBytes(StandardCharsets.US_ASCII)));
        Set<String> folded = new HashSet<>();
        long left = ContainerParts.MOST_BYTES;
        for (DataFile file : request.files()) {
            Optional<String> objection = AsicNames.objectionToData(file.name());
            if (objection.isPresent()) {
                throw AsicReadException.structure(objection.get());
            }
            if (!folded.add(EntryName.folded(file.name())) || folded.size() > limits.entries() / 2) {
                throw AsicReadException.structure("expected at most " + limits.entries() / 2
                        + " files, each with another name, also where case does not count, found others");
            }
            ContainerPart part = ContainerPart.of(file, left);
            left -= part.size();
            parts.add(part);
        }
        return parts;
    }

    static SignatureFailure unreadable(Exception e) {
        return new SignatureFailure(
                SignatureFailure.Reason.UNREADABLE_FILE,
                e instanceof AsicReadException
                        ? e.getMessage()
                        : "expected files that can be read and room beside the target, found an error of the disk or a file"
                                + " that was changed meanwhile; check space and rights, and prepare it again",
                e);
    }
}
