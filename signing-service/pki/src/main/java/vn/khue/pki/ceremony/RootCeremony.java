package vn.khue.pki.ceremony;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import tools.jackson.databind.json.JsonMapper;
import vn.khue.pki.Certificates;
import vn.khue.pki.DigestAlgorithm;
import vn.khue.pki.PkiException;
import vn.khue.pki.PkiException.Fault;
import vn.khue.pki.ca.HierarchyPlan;
import vn.khue.pki.ca.Profiles;
import vn.khue.pki.ca.RootDirectory;
import vn.khue.pki.keystore.KdfParameters;

/**
 * Makes a root whose passphrase exists in shares only. First the shares, so that they can be handed out; then the root, in a
 * directory beside its place that is renamed at the end: a ceremony that is cut off leaves no root, and begins anew with
 * new shares. For one thread.
 */
public final class RootCeremony {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Path directory;
    private final KdfParameters kdf;
    private final Clock clock;
    private final List<Share> shares;

    private RootCeremony(Path directory, KdfParameters kdf, Clock clock, List<Share> shares) {
        this.directory = directory;
        this.kdf = kdf;
        this.clock = clock;
        this.shares = shares;
    }

    /**
     * Begins a ceremony.
     *
     * @param directory the root's, absent or empty
     * @throws PkiException fault POLICY where there is a root already; INPUT for numbers that do not fit
     */
    public static RootCeremony begin(
            Path directory, int threshold, int shares, KdfParameters kdf, SecureRandom random, Clock clock) {
        requireNoRoot(directory);
        return new RootCeremony(directory, kdf, clock, SplitSecret.make(threshold, shares, random));
    }

    private static void requireNoRoot(Path directory) {
        try {
            if (!Files.isDirectory(directory)) {
                return;
            }
            try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
                if (files.iterator().hasNext()) {
                    throw new PkiException(
                            Fault.POLICY,
                            "no root expected in " + directory
                                    + ", found files there: a root is made once and not replaced");
                }
            }
        } catch (IOException e) {
            throw new PkiException(Fault.STORE, directory + " cannot be read", e);
        }
    }

    /** What is handed out, one to a person. */
    public List<Share> shares() {
        return shares;
    }

    /**
     * Makes the root's key and certificate, opens the key by the shares once to see that they do, and puts all in its place.
     *
     * @param transcript the text to keep beside the root, made of its certificate and record
     * @throws PkiException fault STORE where the directory cannot be written
     */
    public X509Certificate found(HierarchyPlan plan, Profiles profiles, Function<Founded, String> transcript) {
        Path draft = directory.resolveSibling(directory.getFileName() + ".new");
        try {
            deleteTree(draft);
            X509Certificate root;
            String check;
            try (SplitSecret secret = SplitSecret.join(shares)) {
                root = new RootDirectory(draft, secret::passphrase, kdf).make(plan, profiles, clock);
                check = secret.check();
            }
            // By the last shares instead of the first: what was handed out opens the root, not what lay in memory.
            List<Share> others = shares.subList(shares.size() - shares.get(0).threshold(), shares.size());
            try (SplitSecret secret = SplitSecret.join(others)) {
                new RootDirectory(draft, secret::passphrase, kdf).requireOpens();
            }
            CeremonyRecord record = new CeremonyRecord(
                    shares.get(0).setName(),
                    shares.get(0).threshold(),
                    shares.size(),
                    check,
                    HexFormat.of().withUpperCase().formatHex(DigestAlgorithm.SHA256.of(Certificates.der(root))),
                    clock.instant().truncatedTo(ChronoUnit.SECONDS));
            write(draft.resolve(CeremonyRecord.FILE), json(record));
            write(draft.resolve("transcript.txt"), transcript.apply(new Founded(root, record)));
            Files.deleteIfExists(directory);
            Files.move(draft, directory, StandardCopyOption.ATOMIC_MOVE);
            return root;
        } catch (IOException e) {
            throw new PkiException(Fault.STORE, "the root cannot be put into " + directory, e);
        }
    }

    /** What a transcript is made of. */
    public record Founded(X509Certificate root, CeremonyRecord record) {}

    private static String json(CeremonyRecord record) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("set", record.set());
        members.put("threshold", record.threshold());
        members.put("shares", record.shares());
        members.put("check", record.check());
        members.put("root", record.root());
        members.put("held", record.held().toString());
        return JSON.writeValueAsString(members) + "\n";
    }

    private static void write(Path file, String text) throws IOException {
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, text, StandardCharsets.UTF_8);
    }

    private static void deleteTree(Path directory) throws IOException {
        if (!Files.exists(directory)) {
            return;
        }
        Files.walkFileTree(directory, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, IOException failure) throws IOException {
                Files.delete(visited);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
