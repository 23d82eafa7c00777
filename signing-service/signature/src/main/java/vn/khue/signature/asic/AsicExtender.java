package vn.khue.signature.asic;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import vn.khue.pki.policy.AlgorithmPolicy;
import vn.khue.signature.SignatureFailure;
import vn.khue.signature.cades.CadesLevel;
import vn.khue.signature.cades.HashedContent;
import vn.khue.signature.cades.MessageRaise;
import vn.khue.signature.draft.Drafts;
import vn.khue.signature.pades.PassedSignatures;
import vn.khue.signature.pades.SigningServices;
import vn.khue.signature.validation.SignatureKind;
import vn.khue.signature.validation.SignatureReport;
import vn.khue.signature.xml.DetachedContents;

/**
 * Raises the CAdES signatures of an ASiC-E container to a higher level and renews what would become unprovable, without those who signed
 * (ETSI EN 319 162-1, A.7): signatures get timestamps and evidence inside; at B_LTA an archive manifest with the digest of every file is
 * put under a timestamp, and the one before it is kept under another name. Data files and what an earlier timestamp covers stay byte by
 * byte. Only a container of which every signature passes is extended, and only what passes afterwards too is written. Thread-safe.
 */
public final class AsicExtender {

    private final SigningServices services;
    private final MessageRaise raise;
    private final PassedSignatures passed;
    private final ZipLimits limits = ZipLimits.standard();

    /**
     * @param services timestamps, revocation data, trust and clock
     * @param algorithms that signatures to be extended may use
     */
    public AsicExtender(SigningServices services, AlgorithmPolicy algorithms) {
        this.services = services;
        this.raise = new MessageRaise(services);
        this.passed = new PassedSignatures(services, algorithms);
    }

    /**
     * Extends every signature to at least a level. A container that has the level already is given a fresh archive manifest with its
     * timestamp where B_LTA is asked for: that is its renewal; otherwise what it holds stays as it is.
     *
     * @param source left as it is
     * @param target written at once and whole; as it was where this throws
     * @param level B_T, B_LT or B_LTA
     * @throws SignatureFailure NOT_EXTENDABLE where a signature does not pass, or has less evidence than the level asks for and is under
     *     an archive timestamp; UNREADABLE_FILE for a container with other signatures, TIMESTAMP_UNAVAILABLE, REVOCATION_UNAVAILABLE,
     *     CERTIFICATE_NOT_USABLE where evidence is missing that can no longer be had
     */
    public ExtendedContainer extend(Path source, Path target, CadesLevel level) throws SignatureFailure {
        if (level == CadesLevel.B_B) {
            throw new IllegalArgumentException("a level above B_B expected; a signature cannot be less than that");
        }
        try {
            Map<String, List<String>> levels = new HashMap<>();
            for (SignatureReport report : passed.of(source, DetachedContents.none())) {
                if (report.kind() != SignatureKind.DOCUMENT_TIMESTAMP) {
                    // Several signers of one message are told apart by what follows the name.
                    String name = report.id().replaceFirst("#[0-9]+$", "");
                    levels.computeIfAbsent(name, n -> new ArrayList<>()).add(report.level());
                }
            }
            List<ContainerPart> parts = ContainerParts.read(source, limits);
            Contents contents = Contents.of(parts);
            CadesLevel inside = level == CadesLevel.B_LTA ? CadesLevel.B_LT : level;
            for (int i = 0; i < parts.size(); i++) {
                ContainerPart part = parts.get(i);
                if (AsicNames.part(part.name()) == AsicNames.Part.SIGNATURE) {
                    parts.set(i, raised(part, contents, levels.getOrDefault(part.name(), List.of()), inside));
                }
            }
            if (level == CadesLevel.B_LTA) {
                archive(parts, contents);
            }
            return publish(parts, target);
        } catch (IOException | AsicReadException e) {
            throw AsicSigner.unreadable(e);
        }
    }

    /**
     * Manifests of a container.
     *
     * @param ofTarget the manifest of each signature and timestamp, its bytes
     * @param covered names of all parts that a timestamp's manifest covers
     */
    private record Contents(Map<String, byte[]> ofTarget, Set<String> covered) {
        static Contents of(List<ContainerPart> parts) throws IOException, AsicReadException {
            Map<String, byte[]> ofTarget = new HashMap<>();
            Set<String> covered = new HashSet<>();
            for (ContainerPart part : parts) {
                AsicNames.Part kind = AsicNames.part(part.name());
                if (kind == AsicNames.Part.MANIFEST || kind == AsicNames.Part.ARCHIVE_MANIFEST) {
                    byte[] xml = bytes(part);
                    AsicManifest manifest = AsicManifest.parse(xml);
                    ofTarget.put(manifest.target(), xml);
                    if (AsicNames.part(manifest.target()) == AsicNames.Part.TIMESTAMP) {
                        manifest.references().forEach(reference -> covered.add(reference.name()));
                    }
                }
            }
            return new Contents(ofTarget, covered);
        }
    }

    private static byte[] bytes(ContainerPart part) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        part.source().to(out);
        return out.toByteArray();
    }

    private ContainerPart raised(ContainerPart part, Contents contents, List<String> levels, CadesLevel level)
            throws SignatureFailure, IOException {
        boolean enough = levels.stream()
                .allMatch(has ->
                        has.endsWith("-LT") || has.endsWith("-LTA") || (level == CadesLevel.B_T && has.endsWith("-T")));
        if (enough) {
            return part;
        }
        if (contents.covered().contains(part.name())) {
            throw new SignatureFailure(
                    SignatureFailure.Reason.NOT_EXTENDABLE,
                    "expected evidence in every signature that is under an archive timestamp, found less; have it signed again");
        }
        byte[] made =
                raise.raise(bytes(part), HashedContent.of(contents.ofTarget().get(part.name())), levels, level);
        return ContainerPart.of(part.name(), part.mimeType(), made);
    }

    /** What no timestamp covers yet, the newest one, gets the evidence for its own authority first. */
    private void archive(List<ContainerPart> parts, Contents contents) throws SignatureFailure, IOException {
        for (int i = 0; i < parts.size(); i++) {
            ContainerPart part = parts.get(i);
            boolean newest = AsicNames.part(part.name()) == AsicNames.Part.TIMESTAMP
                    && !contents.covered().contains(part.name());
            if (newest) {
                parts.set(i, ContainerPart.of(part.name(), part.mimeType(), raise.withEvidence(bytes(part))));
            }
        }
        ContainerParts.archive(parts, sha256 -> raise.withEvidence(raise.timestamp(sha256)));
    }

    private ExtendedContainer publish(List<ContainerPart> parts, Path target) throws SignatureFailure, IOException {
        Path draft = Drafts.beside(target);
        try {
            ContainerParts.write(draft, parts);
            passed.of(draft, DetachedContents.none());
            ExtendedContainer made =
                    new ExtendedContainer(target, services.clock().instant(), raise.timestampUntil());
            Files.move(draft, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
            return made;
        } finally {
            Drafts.delete(draft);
        }
    }
}
