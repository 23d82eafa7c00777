package vn.khue.launcher.verify;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import vn.khue.launcher.LauncherException;
import vn.khue.launcher.Texts;
import vn.khue.pki.trust.TrustAnchor;
import vn.khue.pki.trust.TrustClass;
import vn.khue.pki.trust.TrustStore;

/** Reads trust anchors from files of X.509 certificates, PEM or DER. */
public final class TrustFiles {
    private static final long LARGEST_BYTES = 1 << 20;

    private final Texts texts;

    /** @param texts for what goes wrong */
    public TrustFiles(Texts texts) {
        this.texts = texts;
    }

    /** Every {@code .crt} file of a directory: Khuê's own anchors, class INTERNAL. Empty where there is no directory. */
    public TrustStore in(Path directory) {
        if (!Files.isDirectory(directory)) {
            return TrustStore.of();
        }
        try (Stream<Path> files = Files.list(directory)) {
            return TrustStore.of(files.filter(file -> file.toString().endsWith(".crt"))
                    .sorted()
                    .flatMap(file -> read(file, TrustClass.INTERNAL).stream())
                    .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Files that somebody named.
     *
     * @param words each a path, or a class and a path as {@code official:/etc/vgca.crt}; without a class INTERNAL
     * @throws LauncherException naming the file that is not there or holds something else; ends the launcher with 65
     */
    public TrustStore named(List<String> words) {
        List<TrustAnchor> anchors = new ArrayList<>();
        for (String word : words) {
            int colon = word.indexOf(':');
            TrustClass trustClass = TrustClass.INTERNAL;
            String path = word;
            for (TrustClass known : TrustClass.values()) {
                if (colon > 0 && word.substring(0, colon).equals(known.name().toLowerCase(Locale.ROOT))) {
                    trustClass = known;
                    path = word.substring(colon + 1);
                }
            }
            anchors.addAll(read(Path.of(path), trustClass));
        }
        return TrustStore.of(anchors);
    }

    private List<TrustAnchor> read(Path file, TrustClass trustClass) {
        try {
            if (Files.size(file) > LARGEST_BYTES) {
                throw LauncherException.unreadable(texts.get("verify.trust", file), null);
            }
            try (InputStream in = Files.newInputStream(file)) {
                Collection<? extends Certificate> found =
                        CertificateFactory.getInstance("X.509").generateCertificates(in);
                if (found.isEmpty()) {
                    throw LauncherException.unreadable(texts.get("verify.trust", file), null);
                }
                String name = file.getFileName().toString();
                return found.stream()
                        .map(certificate ->
                                TrustAnchor.of((X509Certificate) certificate, trustClass, name, file.toString()))
                        .toList();
            }
        } catch (IOException | CertificateException e) {
            throw LauncherException.unreadable(texts.get("verify.trust", file), e);
        }
    }
}
