package vn.khue.signature.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import vn.khue.pki.CryptoProviders;
import vn.khue.pki.path.Rfc5280PathValidator;
import vn.khue.pki.policy.PkiPolicy;
import vn.khue.pki.trust.TrustStore;
import vn.khue.signature.Vectors;
import vn.khue.signature.xml.DetachedContents;

/**
 * The interoperability files of W3C, Baltimore, IAIK and Phaos, one line each. They are of 2001 to 2010, and nearly all use what
 * we refuse; the table says for which reason. Where nothing is refused and the digests and the value hold, integrity is INTACT,
 * and what remains open is whose key it is.
 */
class XmlDsigVectorsTest {

    @ParameterizedTest
    @CsvFileSource(resources = "/vn/khue/signature/validation/xmldsig-vectors.csv", numLinesToSkip = 1)
    void hasItsResult(
            String name, Indication indication, SubIndication sub, SignatureReport.Integrity integrity, String reason)
            throws Exception {
        Path file = vectors().resolve(name);
        ValidationReport report = new SignatureValidator()
                .validate(
                        file,
                        DetachedContents.beside(file),
                        ValidationContext.offline(
                                TrustStore.of(),
                                new Rfc5280PathValidator(PkiPolicy.vn2026(), CryptoProviders.fastest()),
                                Instant.parse("2026-11-23T00:00:00Z")));
        assertThat(report.indication()).as("%s", report).isEqualTo(indication);
        assertThat(report.subIndication()).as("%s", report).contains(sub);
        List<Finding> findings = Stream.concat(
                        report.findings().stream(), report.signatures().stream().flatMap(s -> s.findings().stream()))
                .filter(f -> f.subIndication() == sub)
                .toList();
        assertThat(findings).as("%s", report).anyMatch(f -> f.detail().contains(reason));
        if (!report.signatures().isEmpty()) {
            assertThat(report.signatures().get(0).integrity()).as("%s", report).isEqualTo(integrity);
        }
    }

    @Test
    void theTableNamesEverySignedFileOfTheFolder() throws Exception {
        List<String> listed;
        try (InputStream table = XmlDsigVectorsTest.class.getResourceAsStream("xmldsig-vectors.csv")) {
            listed = new String(table.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .skip(1)
                    .map(line -> line.substring(0, line.indexOf(',')))
                    .toList();
        }
        try (Stream<Path> files = Files.walk(vectors())) {
            List<String> found = files.filter(XmlDsigVectorsTest::isSigned)
                    .map(f -> vectors().relativize(f).toString())
                    .toList();
            assertThat(listed).containsExactlyInAnyOrderElementsOf(found);
        }
    }

    /** Templates wait for their values. */
    private static boolean isSigned(Path file) {
        String name = file.toString();
        if (!Files.isRegularFile(file) || !name.endsWith(".xml") || name.endsWith("template.xml")) {
            return false;
        }
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains("SignatureValue");
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static Path vectors() {
        Path folder = Vectors.folder("xmldsig");
        assumeTrue(Files.isDirectory(folder), "no XML signature files at " + folder + "; set KHUE_VECTORS");
        return folder;
    }
}
