package vn.khue.signature.asic;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import vn.khue.pki.DigestAlgorithm;
import vn.khue.signature.SignatureFailure;
import vn.khue.signature.draft.WholeFile;

/** Reads the parts of a container, adds to them and writes them. Stateless. */
final class ContainerParts {

    /** Bytes of a container. */
    static final long MOST_BYTES = 64L << 20;

    private ContainerParts() {}

    /** A timestamp over a SHA-256, DER. */
    @FunctionalInterface
    interface Timestamps {
        byte[] over(byte[] sha256) throws SignatureFailure;
    }

    /** Covers everything with a new archive manifest; the one before gets a number. */
    static void archive(List<ContainerPart> parts, Timestamps timestamps) throws SignatureFailure {
        Optional<ContainerPart> last = parts.stream()
                .filter(part -> part.name().equals(AsicNames.ARCHIVE_MANIFEST))
                .findFirst();
        String renamed = free(parts, AsicNames::archiveManifest);
        if (last.isPresent()) {
            ContainerPart old = last.get();
            parts.remove(old);
            parts.add(new ContainerPart(renamed, old.mimeType(), old.size(), old.crc(), old.sha256(), old.source()));
        }
        String timestampName = free(parts, AsicNames::timestamp);
        List<ManifestReference> references = new ArrayList<>();
        for (ContainerPart part : parts) {
            if (AsicNames.part(part.name()) != AsicNames.Part.MIME_TYPE) {
                references.add(part.name().equals(renamed) ? part.rootReference() : part.reference());
            }
        }
        byte[] manifest = new AsicManifest(timestampName, AsicManifest.TIMESTAMP_TYPE, references).encoded();
        byte[] token = timestamps.over(DigestAlgorithm.SHA256.of(manifest));
        parts.add(ContainerPart.of(AsicNames.ARCHIVE_MANIFEST, "text/xml", manifest));
        parts.add(ContainerPart.of(timestampName, AsicManifest.TIMESTAMP_TYPE, token));
    }

    static void write(Path target, List<ContainerPart> parts) throws IOException {
        WholeFile.write(target, out -> {
            ZipWriter zip = new ZipWriter(out);
            for (ContainerPart part : parts) {
                zip.add(part.name(), part.size(), part.crc(), part.source());
            }
            zip.finish();
        });
    }

    /** Of a container with CAdES signatures, in its order. */
    static List<ContainerPart> read(Path container, ZipLimits limits) throws IOException, AsicReadException {
        if (Files.size(container) > MOST_BYTES) {
            throw AsicReadException.limit(
                    "expected a container of at most " + MOST_BYTES + " bytes, found a larger one");
        }
        ZipArchive archive = ZipArchive.read(Files.readAllBytes(container), limits);
        List<ContainerPart> parts = new ArrayList<>();
        for (ZipEntryFacts entry : archive.entries()) {
            AsicNames.Part part = AsicNames.part(entry.name());
            if (part == AsicNames.Part.XADES || part == AsicNames.Part.OTHER) {
                throw AsicReadException.structure(
                        "expected a container with CAdES signatures, found other parts in META-INF");
            }
            parts.add(ContainerPart.of(entry.name(), type(part), archive.unpacked(entry)));
        }
        byte[] type = AsicNames.MIME_TYPE.getBytes(StandardCharsets.US_ASCII);
        boolean typed = !parts.isEmpty()
                && parts.get(0).name().equals(AsicNames.MIME_ENTRY)
                && MessageDigest.isEqual(parts.get(0).sha256(), DigestAlgorithm.SHA256.of(type));
        if (!typed) {
            throw AsicReadException.structure("expected a container that begins with its type, found another file");
        }
        return parts;
    }

    private static String type(AsicNames.Part part) {
        return switch (part) {
            case MANIFEST, ARCHIVE_MANIFEST -> "text/xml";
            case SIGNATURE -> AsicManifest.SIGNATURE_TYPE;
            case TIMESTAMP -> AsicManifest.TIMESTAMP_TYPE;
            case DATA, MIME_TYPE, XADES, OTHER -> "";
        };
    }

    /** The first of these names that no part has, whatever the case of its letters. */
    static String free(List<ContainerPart> parts, IntFunction<String> names) {
        for (int i = 1; ; i++) {
            String name = names.apply(i);
            if (parts.stream().noneMatch(part -> EntryName.folded(part.name()).equals(EntryName.folded(name)))) {
                return name;
            }
        }
    }
}
