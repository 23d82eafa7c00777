package vn.khue.sso.card;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import vn.khue.pki.CryptoProviders;
import vn.khue.pki.PkiException;
import vn.khue.pki.SignatureVerifier;
import vn.khue.pki.policy.PkiPolicy;
import vn.khue.pki.trust.AnchorExamination;
import vn.khue.pki.trust.AnchorFile;
import vn.khue.pki.trust.AnchorRule;
import vn.khue.pki.trust.TrustAnchor;
import vn.khue.pki.trust.TrustClass;
import vn.khue.pki.trust.TrustStore;
import vn.khue.sso.server.ProviderException;

/**
 * The folder of trusted certificates: roots, which are trusted, and CAs below them, which help to build a path and are judged as any
 * other. Immutable.
 *
 * @param below CA certificates that are no roots
 */
record CardTrust(TrustStore roots, List<X509Certificate> below) {
    private static final int MOST_FILES = 64;

    CardTrust {
        below = List.copyOf(below);
    }

    /**
     * Reads all files of that folder, each one certificate in DER or up to twenty in PEM.
     *
     * @throws ProviderException if the folder cannot be read, a file holds what is no CA in force, or there is no root
     */
    static CardTrust read(Path folder, PkiPolicy policy, CryptoProviders providers, Instant now) {
        var examination = new AnchorExamination(policy.algorithms(), new SignatureVerifier(providers));
        var anchors = new ArrayList<TrustAnchor>();
        var below = new ArrayList<X509Certificate>();
        for (Path file : files(folder)) {
            for (X509Certificate certificate : certificates(file)) {
                List<AnchorRule> rules = examination.examine(certificate, now).rules();
                if (rules.isEmpty()) {
                    anchors.add(TrustAnchor.of(
                            certificate,
                            TrustClass.INTERNAL,
                            certificate.getSubjectX500Principal().getName(),
                            file.getFileName().toString()));
                } else if (rules.equals(List.of(AnchorRule.NOT_SELF_SIGNED))) {
                    below.add(certificate);
                } else {
                    throw new ProviderException("expected certificates of CAs in force in " + file
                            + ", found one that is " + rules + "; take it out");
                }
            }
        }
        if (anchors.isEmpty()) {
            throw new ProviderException("expected the certificate of a root in " + folder
                    + ", found none; put the root's certificate there");
        }
        return new CardTrust(TrustStore.of(anchors.stream().distinct().toList()), below);
    }

    private static List<Path> files(Path folder) {
        try (Stream<Path> all = Files.list(folder)) {
            List<Path> files = all.filter(Files::isRegularFile)
                    .sorted()
                    .limit(MOST_FILES + 1L)
                    .toList();
            if (files.size() > MOST_FILES) {
                throw new ProviderException(
                        "expected at most " + MOST_FILES + " files in " + folder + ", found more; take some out");
            }
            return files;
        } catch (IOException e) {
            throw new ProviderException(
                    "expected a folder of trusted certificates at " + folder + ", could not read it; create it", e);
        }
    }

    private static List<X509Certificate> certificates(Path file) {
        try {
            if (Files.size(file) > AnchorFile.MAX_BYTES) {
                throw new ProviderException(
                        "expected at most " + AnchorFile.MAX_BYTES + " bytes in " + file + ", found more; split it");
            }
            return AnchorFile.read(Files.readAllBytes(file));
        } catch (IOException | PkiException e) {
            throw new ProviderException(
                    "expected certificates in PEM or DER in " + file + ", could not read it; take it out", e);
        }
    }
}
