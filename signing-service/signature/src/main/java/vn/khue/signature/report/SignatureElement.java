package vn.khue.signature.report;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import vn.khue.pki.DigestAlgorithm;
import vn.khue.signature.validation.CertificateFacts;
import vn.khue.signature.validation.Finding;
import vn.khue.signature.validation.Indication;
import vn.khue.signature.validation.SignatureKind;
import vn.khue.signature.validation.SignatureReport;
import vn.khue.signature.validation.SubIndication;
import vn.khue.signature.validation.TimeSource;
import vn.khue.signature.validation.ValidationObjects;
import vn.khue.signature.validation.ValidationReport;

/** Writes elements of type SignatureValidationReportType of one file. One use. */
final class SignatureElement {

    private static final String REPORT = "SignatureValidationReport";
    private static final String OWN = "urn:khue:validation:";
    private static final int MAX_COVERED = 50;

    private final XmlOutput xml;
    private final ReportObjects objects;
    private final PolicyReference policy;
    private final ValidationReport file;
    private int constraintsLeft;

    SignatureElement(
            XmlOutput xml, ReportObjects objects, PolicyReference policy, ValidationReport file, int maxConstraints) {
        this.xml = xml;
        this.objects = objects;
        this.policy = policy;
        this.file = file;
        this.constraintsLeft = maxConstraints;
    }

    /** @param id of SignatureIdentifier */
    void write(SignatureReport signature, String id) {
        ReportXml.Outcome outcome = ReportXml.Outcome.of(signature, file.findings());
        xml.open(REPORT);
        identifier(signature, id);
        constraints(Stream.concat(signature.findings().stream(), file.findings().stream())
                .toList());
        times(signature);
        document(signature);
        new AttributesElement(xml, objects, file).write(signature);
        signer(signature);
        signature.trustClass().ifPresent(trust -> {
            xml.open("SignatureQuality");
            xml.text("SignatureQualityInformation", OWN + "trust-class:" + trust);
            xml.close("SignatureQuality");
        });
        xml.open("SignatureValidationProcess");
        xml.text("SignatureValidationProcessID", StandardNames.process(signature.level()));
        xml.close("SignatureValidationProcess");
        xml.open("SignatureValidationStatus");
        status(StandardNames.main(outcome.indication()), outcome.sub());
        associated(
                signature.objects(),
                AttributesElement.timestamps(signature).stream()
                        .map(stamp -> objects.timestamp(stamp, AttributesElement.field(file, signature)))
                        .toList(),
                outcome.sub().map(SubIndication::name));
        xml.close("SignatureValidationStatus");
        wholeFile();
        xml.close(REPORT);
    }

    /** Of a file without a signature that could be read: never passed. */
    void writeUnsigned() {
        xml.open(REPORT);
        constraints(file.findings());
        xml.open("ValidationTimeInfo");
        xml.time("ValidationTime", file.at());
        proof(file.at(), Optional.empty());
        xml.close("ValidationTimeInfo");
        if (!file.sha256().isEmpty()) {
            xml.open("SignersDocument");
            xml.sha256("DigestAlgAndValue", file.sha256());
            xml.close("SignersDocument");
        }
        xml.open("SignatureValidationStatus");
        boolean failed = file.indication() == Indication.TOTAL_FAILED;
        status(
                StandardNames.main(failed ? Indication.TOTAL_FAILED : Indication.INDETERMINATE),
                file.subIndication().or(() -> Optional.of(SubIndication.GENERIC)));
        String own = file.subIndication().map(SubIndication::name).orElse(Indication.NOT_SIGNED.name());
        associated(ValidationObjects.none(), List.of(), Optional.of(own));
        xml.close("SignatureValidationStatus");
        wholeFile();
        xml.close(REPORT);
    }

    /** About a timestamp, inside of its validation object. */
    void write(ReportObjects.Stamp stamp) {
        xml.open("ValidationReport");
        Optional<SignatureReport> report = stamp.report();
        report.filter(r -> !r.findings().isEmpty()).ifPresent(r -> constraints(r.findings()));
        report.ifPresent(this::signer);
        xml.open("SignatureValidationStatus");
        status(
                StandardNames.part(report.map(SignatureReport::indication).orElse(Indication.TOTAL_PASSED)),
                report.flatMap(SignatureReport::subIndication));
        chain(
                stamp.facts()
                        .map(ValidationObjects.Timestamp::path)
                        .orElseGet(() -> report.map(r -> r.objects().path()).orElse(List.of())),
                stamp.facts()
                        .flatMap(ValidationObjects.Timestamp::anchor)
                        .or(() -> report.flatMap(r -> r.objects().anchor())),
                stamp.facts().map(ValidationObjects.Timestamp::revocation).orElse(List.of()).stream()
                        .map(objects::revocation)
                        .distinct()
                        .toList(),
                report.flatMap(SignatureReport::subIndication).map(SubIndication::name));
        xml.close("SignatureValidationStatus");
        xml.close("ValidationReport");
    }

    private void identifier(SignatureReport signature, String id) {
        xml.open("SignatureIdentifier").attribute("id", id);
        signature.objects().signedDigest().ifPresent(d -> xml.digest("DigestAlgAndValue", d.algorithm(), d.value()));
        signature.objects().value().ifPresent(value -> xml.base64("ds:SignatureValue", value));
        xml.text("HashOnly", "false");
        xml.text("DocHashOnly", "false");
        if (!signature.id().isEmpty()) {
            xml.text("DAIdentifier", signature.id());
        }
        xml.close("SignatureIdentifier");
    }

    private void constraints(List<Finding> findings) {
        xml.open("ValidationConstraintsEvaluationReport");
        xml.open("SignatureValidationPolicy");
        xml.open("SignaturePolicyIdentifier");
        xml.open("xades:SignaturePolicyId");
        xml.open("xades:SigPolicyId");
        xml.text("xades:Identifier", policy.urn());
        xml.close("xades:SigPolicyId");
        xml.digest("xades:SigPolicyHash", DigestAlgorithm.SHA256, policy.sha256());
        xml.close("xades:SignaturePolicyId");
        xml.close("SignaturePolicyIdentifier");
        xml.text("PolicyName", policy.name());
        xml.close("SignatureValidationPolicy");
        for (Finding finding : findings.stream().limit(constraintsLeft).toList()) {
            constraintsLeft--;
            constraint(finding);
        }
        xml.close("ValidationConstraintsEvaluationReport");
    }

    private void constraint(Finding finding) {
        xml.open("ValidationConstraint");
        xml.text("ValidationConstraintIdentifier", OWN + "check:" + finding.check());
        xml.open("ConstraintStatus");
        xml.text("Status", "urn:etsi:019102:constraintStatus:applied");
        xml.close("ConstraintStatus");
        xml.open("ValidationStatus");
        status(StandardNames.part(finding.failed()), Optional.of(finding.subIndication()));
        xml.open("AssociatedValidationReportData");
        xml.open("AdditionalValidationReportData");
        data("sub-indication", finding.subIndication().name());
        data("detail", finding.detail());
        xml.close("AdditionalValidationReportData");
        xml.close("AssociatedValidationReportData");
        xml.close("ValidationStatus");
        xml.close("ValidationConstraint");
    }

    private void data(String type, String value) {
        xml.open("ReportData");
        xml.text("Type", OWN + type);
        xml.typedText("Value", value);
        xml.close("ReportData");
    }

    private void times(SignatureReport signature) {
        xml.open("ValidationTimeInfo");
        xml.time("ValidationTime", file.at());
        Optional<Instant> proven = XmlOutput.writable(
                signature.timeSource() == TimeSource.TIMESTAMP ? signature.signingTime() : Optional.empty());
        if (proven.isPresent()) {
            proof(
                    proven.get(),
                    AttributesElement.proving(file, signature, proven.get())
                            .map(stamp -> objects.timestamp(stamp, AttributesElement.field(file, signature))));
        } else {
            // Without a proof the time of validation is the best that is known (EN 319 102-1, 5.5.4).
            proof(file.at(), Optional.empty());
        }
        xml.close("ValidationTimeInfo");
    }

    private void proof(Instant time, Optional<String> object) {
        xml.open("BestSignatureTime");
        xml.time("POETime", time);
        xml.text("TypeOfProof", "urn:etsi:019102:poetype:validation");
        object.ifPresent(id -> xml.reference("POEObject", id));
        xml.close("BestSignatureTime");
    }

    /** The file that was given, where it holds what is signed; a file beside the signature is not this one. */
    private void document(SignatureReport signature) {
        boolean inside = file.format().equals("PDF")
                || file.format().equals("ASiC-E")
                || (!signature.covers().isEmpty() && signature.covers().stream().allMatch(c -> c.startsWith("/")));
        if (inside && !file.sha256().isEmpty()) {
            xml.open("SignersDocument");
            xml.sha256("DigestAlgAndValue", file.sha256());
            xml.close("SignersDocument");
        }
    }

    private void signer(SignatureReport signature) {
        Optional<CertificateFacts> certificate = signature.certificate();
        if (certificate.isEmpty()) {
            return;
        }
        xml.open("SignerInformation");
        xml.reference("SignerCertificate", objects.certificate(certificate.get().sha256()));
        xml.text("Signer", certificate.get().signer());
        if (signature.kind() != SignatureKind.DOCUMENT_TIMESTAMP) {
            xml.open("OtherInformation");
            xml.text("khue:Kind", signature.kind().name());
            certificate.get().title().ifPresent(title -> xml.text("khue:Title", title));
            certificate.get().organisation().ifPresent(unit -> xml.text("khue:Organisation", unit));
            xml.close("OtherInformation");
        }
        xml.close("SignerInformation");
    }

    private void status(String main, Optional<SubIndication> sub) {
        xml.text("MainIndication", main);
        sub.ifPresent(s -> xml.text("SubIndication", StandardNames.urn(s)));
    }

    private void associated(ValidationObjects used, List<String> related, Optional<String> own) {
        List<String> all = Stream.concat(
                        related.stream(), used.revocation().stream().map(objects::revocation))
                .distinct()
                .toList();
        chain(used.path(), used.anchor(), all, own);
    }

    private void chain(
            List<X509Certificate> path, Optional<X509Certificate> anchor, List<String> related, Optional<String> own) {
        if (path.isEmpty() && related.isEmpty() && own.isEmpty()) {
            return;
        }
        xml.open("AssociatedValidationReportData");
        Optional<String> top = anchor.filter(a -> !path.isEmpty()).map(objects::certificate);
        top.ifPresent(id -> xml.reference("TrustAnchor", id));
        if (!path.isEmpty()) {
            xml.open("CertificateChain");
            xml.reference("SigningCertificate", objects.certificate(path.get(0)));
            path.stream()
                    .skip(1)
                    .forEach(issuer -> xml.reference("IntermediateCertificate", objects.certificate(issuer)));
            top.ifPresent(id -> xml.reference("TrustAnchor", id));
            xml.close("CertificateChain");
        }
        related.forEach(id -> xml.reference("RelatedValidationObject", id));
        own.ifPresent(name -> {
            xml.open("AdditionalValidationReportData");
            data("sub-indication", name);
            xml.close("AdditionalValidationReportData");
        });
        xml.close("AssociatedValidationReportData");
    }

    private void wholeFile() {
        xml.open("OtherInformation");
        xml.open("khue:File")
                .attribute("name", file.file())
                .attribute("format", file.format())
                .attribute("indication", file.indication().name());
        file.subIndication().ifPresent(sub -> xml.attribute("subIndication", sub.name()));
        xml.close("khue:File");
        xml.close("OtherInformation");
    }

    /** At most so many names of what is signed. */
    static List<String> covered(SignatureReport signature) {
        return signature.covers().stream().limit(MAX_COVERED).toList();
    }
}
