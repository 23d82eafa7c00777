package vn.khue.signature.validation;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What was concluded about a file.
 *
 * @param file name of the file, without its folder
 * @param format {@code PDF}, {@code XML}, {@code CMS}, {@code ASiC-E}, or {@code UNKNOWN}
 * @param sha256 of the file, lower-case hex
 * @param at the time for which it was judged
 * @param indication worst of all signatures: a file passes only if every signature does
 * @param subIndication of the signature that decides; empty exactly where it passed or is not signed
 * @param findings about the file as a whole
 * @param signatures in the order in which they were made, document timestamps included
 * @param officialDocument by R1.20
 */
public record ValidationReport(
        String file,
        String format,
        String sha256,
        Instant at,
        Indication indication,
        Optional<SubIndication> subIndication,
        List<Finding> findings,
        List<SignatureReport> signatures,
        OfficialDocument officialDocument) {
    public ValidationReport {
        findings = List.copyOf(findings);
        signatures = List.copyOf(signatures);
    }

    /** The same without what the judgements stood on, which readers are not shown and which may be large. */
    public ValidationReport withoutObjects() {
        return new ValidationReport(
                file,
                format,
                sha256,
                at,
                indication,
                subIndication,
                findings,
                signatures.stream().map(SignatureReport::withoutObjects).toList(),
                officialDocument);
    }
}
