package vn.khue.signature.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.khue.pki.CryptoProviders;
import vn.khue.pki.path.Rfc5280PathValidator;
import vn.khue.pki.policy.PkiPolicy;
import vn.khue.pki.trust.TrustStore;
import vn.khue.signature.Vectors;

/** The published attack files (USF, SWA, ISA): each is refused for its own reason, whatever is trusted. */
class PdfAttackFilesTest {

    @ParameterizedTest
    @CsvSource({
        "isa_A.pdf, BROKEN_STRUCTURE, startxref",
        "isa_B.pdf, BROKEN_STRUCTURE, %%EOF and white space at the end",
        "isa_C.pdf, BROKEN_STRUCTURE, /Size",
        "isa_D.pdf, BROKEN_STRUCTURE, startxref",
        "isa_E.pdf, BROKEN_STRUCTURE, expected an integer",
        "isa_F.pdf, BROKEN_STRUCTURE, expected an integer",
        "isa_G.pdf, BROKEN_STRUCTURE, /Size",
        "isa_H.pdf, BROKEN_STRUCTURE, startxref before the last %%EOF",
        "isa_I.pdf, BROKEN_STRUCTURE, startxref before the last %%EOF",
        "siwa_A.pdf, BROKEN_STRUCTURE, /Size",
        "siwa_B.pdf, BROKEN_STRUCTURE, expected an integer",
        "siwa_C.pdf, BROKEN_STRUCTURE, page tree without loops",
        "siwa_D.pdf, BROKEN_STRUCTURE, page tree without loops",
        "siwa_E.pdf, BROKEN_STRUCTURE, expected an integer",
        "usf_01_Empty_Contents.pdf, FORMAT_FAILURE, a value in /Contents",
        "usf_02_00_Contents.pdf, BYTE_RANGE, around this signature's own /Contents",
        "usf_03_Null_Contents.pdf, FORMAT_FAILURE, hexadecimal string",
        "usf_04_No_Contents_Value.pdf, FORMAT_FAILURE, a key or >>",
        "usf_05_No_Contents.pdf, FORMAT_FAILURE, hexadecimal string",
        "usf_12_Null_ByteRange.pdf, BYTE_RANGE, /ByteRange as an array",
        "usf_14_No_ByteRange.pdf, BYTE_RANGE, /ByteRange as an array"
    })
    void isRefused(String name, SubIndication expected, String reason) {
        ValidationReport report = assertTimeoutPreemptively(
                Duration.ofSeconds(20), () -> judge(attacks().resolve(name)));
        assertThat(report.indication()).isEqualTo(Indication.TOTAL_FAILED);
        assertThat(report.subIndication()).isEqualTo(Optional.of(expected));
        List<String> details = Stream.concat(
                        report.findings().stream(), report.signatures().stream().flatMap(s -> s.findings().stream()))
                .map(Finding::detail)
                .toList();
        assertThat(details).anyMatch(detail -> detail.contains(reason));
        assertThat(report.officialDocument().complete()).isFalse();
    }

    @Test
    void theTableNamesEveryFileOfTheFolder() throws Exception {
        try (Stream<Path> files = Files.list(attacks())) {
            assertThat(files.filter(f -> f.toString().endsWith(".pdf"))).hasSize(21);
        }
    }

    private static Path attacks() {
        Path folder = Vectors.folder("pdf-attacks");
        assumeTrue(Files.isDirectory(folder), "no attack files at " + folder + "; set KHUE_VECTORS");
        return folder;
    }

    private static ValidationReport judge(Path file) throws Exception {
        return new SignatureValidator()
                .validate(
                        file,
                        ValidationContext.offline(
                                TrustStore.of(),
                                new Rfc5280PathValidator(PkiPolicy.vn2026(), CryptoProviders.fastest()),
                                Instant.parse("2026-11-23T00:00:00Z")));
    }
}
