package vn.khue.signature.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import vn.khue.signature.validation.Finding;
import vn.khue.signature.validation.Indication;
import vn.khue.signature.validation.SignatureKind;
import vn.khue.signature.validation.SignatureReport;
import vn.khue.signature.validation.SubIndication;
import vn.khue.signature.validation.ValidationReport;

/**
 * The validation report of ETSI TS 119 102-2 V1.4.1 in XML, for programs that know that standard and not ours.
 *
 * <p>One SignatureValidationReport for each signature of a person or a seal; timestamps are validation objects, with a report of their
 * own. What was found about the file as a whole counts against each of its signatures. The schema wants at least one
 * SignatureValidationReport: of a file without a signature, or one that cannot be read, there is one without SignatureIdentifier, never
 * passed. {@code khue:File} in OtherInformation has the verdict on the whole file in our own words, as {@code verify --json} gives it.
 *
 * <p>For verdicts by the policy VN-2026, which it names. The same report is written as the same bytes. Thread-safe.
 */
public final class ReportXml {

    private static final String ROOT = "ValidationReport";
    /** In all; what decides is in the status of its signature besides. */
    private static final int MAX_CONSTRAINTS = 2_000;

    private final PolicyReference policy = PolicyReference.vn2026();

    /** One XML document without line breaks. */
    public String write(ValidationReport report) {
        XmlOutput xml = new XmlOutput(ROOT);
        ReportObjects objects = new ReportObjects();
        SignatureElement element = new SignatureElement(xml, objects, policy, report, MAX_CONSTRAINTS);
        List<SignatureReport> signatures = new ArrayList<>();
        int number = 0;
        for (SignatureReport signature : report.signatures()) {
            number++;
            if (signature.kind() == SignatureKind.DOCUMENT_TIMESTAMP) {
                objects.documentTimestamp(signature, number);
            } else {
                signatures.add(signature);
            }
        }
        for (int i = 0; i < signatures.size(); i++) {
            element.write(signatures.get(i), "S-" + (i + 1));
        }
        if (signatures.isEmpty()) {
            element.writeUnsigned();
        }
        if (!objects.isEmpty()) {
            xml.open("SignatureValidationObjects");
            objects.write(xml, element::write);
            xml.close("SignatureValidationObjects");
        }
        validator(xml);
        return xml.end(ROOT);
    }

    /** The schema wants an identity; a program has no certificate. */
    private static void validator(XmlOutput xml) {
        xml.open("SignatureValidator");
        xml.open("DigitalId");
        xml.text("tsl:Other", "Khuê vn.khue.signature.validation.SignatureValidator");
        xml.close("DigitalId");
        xml.close("SignatureValidator");
    }

    /** What one signature comes to together with what was found about its file. */
    record Outcome(Indication indication, Optional<SubIndication> sub) {

        static Outcome of(SignatureReport signature, List<Finding> file) {
            Outcome worst = new Outcome(signature.indication(), signature.subIndication());
            for (Finding finding : file) {
                Indication its = finding.failed() ? Indication.TOTAL_FAILED : Indication.INDETERMINATE;
                boolean worse = worst.indication() == Indication.TOTAL_PASSED
                        || (worst.indication() == Indication.INDETERMINATE && its == Indication.TOTAL_FAILED);
                if (worse) {
                    worst = new Outcome(its, Optional.of(finding.subIndication()));
                }
            }
            return worst;
        }
    }
}
