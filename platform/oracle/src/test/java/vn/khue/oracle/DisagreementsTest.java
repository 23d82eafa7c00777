package vn.khue.oracle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import eu.europa.esig.dss.model.FileDocument;
import eu.europa.esig.dss.pades.validation.PDFDocumentValidator;
import eu.europa.esig.dss.pdf.pdfbox.PdfBoxNativeObjectFactory;
import eu.europa.esig.dss.spi.validation.CommonCertificateVerifier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import vn.khue.pki.CryptoProviders;
import vn.khue.pki.path.Rfc5280PathValidator;
import vn.khue.pki.policy.PkiPolicy;
import vn.khue.pki.trust.TrustAnchor;
import vn.khue.pki.trust.TrustClass;
import vn.khue.pki.trust.TrustStore;
import vn.khue.signature.validation.SignatureValidator;
import vn.khue.signature.validation.ValidationContext;

/** The table of attack files in docs/disagreements.md is what both judges say, line by line, and leaves no file out. */
class DisagreementsTest {

    private static final Pattern LINE = Pattern.compile("(?m)^\\| `([a-z0-9_A-Z]+\\.pdf)` \\| (\\w+) \\| (\\w+) \\|");

    @Test
    void theTableSaysWhatBothFind() throws Exception {
        Path attacks = attacks();
        List<String> told;
        try (Stream<MatchResult> lines = LINE.matcher(Files.readString(root().resolve("docs/disagreements.md")))
                .results()) {
            told = lines.map(line -> line.group(1) + " " + line.group(2) + " " + line.group(3))
                    .sorted()
                    .toList();
        }
        List<Path> files;
        try (Stream<Path> all = Files.list(attacks)) {
            files = all.filter(file -> file.toString().endsWith(".pdf"))
                    .sorted()
                    .toList();
        }
        List<String> found = files.stream()
                .map(file -> file.getFileName() + " " + ours(file) + " " + theirs(file))
                .toList();
        assertThat(told).isEqualTo(found);
    }

    private static String theirs(Path file) {
        return new Oracle(certificates(file)).judge(file).indication();
    }

    private static String ours(Path file) {
        TrustStore everyone = TrustStore.of(certificates(file).stream()
                .map(certificate -> TrustAnchor.of(certificate, TrustClass.TEST, "attack files", "test"))
                .toArray(TrustAnchor[]::new));
        var paths = new Rfc5280PathValidator(PkiPolicy.vn2026(), CryptoProviders.fastest());
        ValidationContext context = ValidationContext.offline(everyone, paths, Instant.parse("2026-11-23T00:00:00Z"));
        try {
            return new SignatureValidator().validate(file, context).indication().name();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<X509Certificate> certificates(Path file) {
        PDFDocumentValidator validator = new PDFDocumentValidator(new FileDocument(file.toFile()));
        validator.setCertificateVerifier(new CommonCertificateVerifier());
        validator.setPdfObjFactory(new PdfBoxNativeObjectFactory());
        return validator.getSignatures().stream()
                .flatMap(signature -> signature.getCertificates().stream())
                .map(token -> token.getCertificate())
                .distinct()
                .toList();
    }

    private static Path root() {
        return Path.of(Optional.ofNullable(System.getProperty("khue.root")).orElse("."));
    }

    private static Path attacks() {
        Path folder = Optional.ofNullable(System.getenv("KHUE_VECTORS"))
                .map(Path::of)
                .orElse(root().resolve("../shared/vectors"))
                .resolve("pdf-attacks");
        assumeTrue(Files.isDirectory(folder), "no attack files at " + folder + "; set KHUE_VECTORS");
        return folder;
    }
}
