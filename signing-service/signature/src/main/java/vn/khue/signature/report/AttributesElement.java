package vn.khue.signature.report;

import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import vn.khue.pki.DigestAlgorithm;
import vn.khue.signature.validation.Check;
import vn.khue.signature.validation.SignatureKind;
import vn.khue.signature.validation.SignatureReport;
import vn.khue.signature.validation.ValidationObjects;
import vn.khue.signature.validation.ValidationReport;

/** Writes SignatureAttributes (ETSI TS 119 102-2, annex A): what was read from the attributes of one signature. */
record AttributesElement(XmlOutput xml, ReportObjects objects, ValidationReport file) {

    void write(SignatureReport signature) {
        xml.open("SignatureAttributes");
        XmlOutput.writable(signature.objects().claimedTime()).ifPresent(time -> {
            xml.open("SigningTime").attribute("Signed", "true");
            xml.time("Time", time);
            xml.close("SigningTime");
        });
        if (namesCertificate(signature)) {
            signingCertificate(signature.certificate().orElseThrow().sha256());
        }
        for (ValidationObjects.Timestamp stamp : timestamps(signature)) {
            boolean archive = stamp.over() == ValidationObjects.Over.ARCHIVE;
            timestamp(archive ? "ArchiveTimeStamp" : "SignatureTimeStamp", stamp, signature);
        }
        over(file, signature).forEach(stamp -> timestamp("DocTimeStamp", stamp, signature));
        xml.open("OtherInformation");
        xml.text("khue:Level", signature.level());
        SignatureElement.covered(signature).forEach(name -> xml.text("khue:Covers", name));
        xml.close("OtherInformation");
        xml.close("SignatureAttributes");
    }

    /** Every AdES level was given only to a signature whose attribute names the certificate that was used. */
    private static boolean namesCertificate(SignatureReport signature) {
        boolean refused = signature.findings().stream().anyMatch(f -> f.check() == Check.SIGNING_CERTIFICATE);
        return signature.level().contains("AdES")
                && !refused
                && signature.certificate().isPresent();
    }

    private void signingCertificate(String sha256) {
        xml.open("SigningCertificate").attribute("Signed", "true");
        xml.reference("AttributeObject", objects.certificate(sha256));
        xml.open("CertID");
        xml.digest(DigestAlgorithm.SHA256, HexFormat.of().parseHex(sha256));
        xml.close("CertID");
        xml.close("SigningCertificate");
    }

    private void timestamp(String name, ValidationObjects.Timestamp stamp, SignatureReport signature) {
        if (XmlOutput.writable(Optional.of(stamp.time())).isEmpty()) {
            return;
        }
        xml.open(name).attribute("Signed", "false");
        xml.reference("AttributeObject", objects.timestamp(stamp, field(file, signature)));
        xml.time("TimeStampValue", stamp.time());
        xml.close(name);
    }

    /** Timestamps inside of the signature. */
    static List<ValidationObjects.Timestamp> timestamps(SignatureReport signature) {
        return signature.objects().timestamps().stream()
                .filter(stamp -> stamp.over() != ValidationObjects.Over.DOCUMENT)
                .toList();
    }

    /** Document timestamps that hold and cover the signature. */
    private static List<ValidationObjects.Timestamp> over(ValidationReport file, SignatureReport signature) {
        return file.signatures().stream()
                .filter(s -> s.kind() == SignatureKind.DOCUMENT_TIMESTAMP && covers(s, signature))
                .flatMap(s -> s.objects().timestamps().stream())
                .toList();
    }

    private static boolean covers(SignatureReport stamp, SignatureReport signature) {
        boolean longer = signature.signedBytes() > 0 && stamp.signedBytes() >= signature.signedBytes();
        // Several signers of one file of a container have a number after its name.
        String name = signature.id().replaceFirst("#[0-9]+$", "");
        return longer
                || stamp.covers().contains(signature.id())
                || stamp.covers().contains(name);
    }

    /** The timestamp that states this time. */
    static Optional<ValidationObjects.Timestamp> proving(
            ValidationReport file, SignatureReport signature, Instant time) {
        return Stream.concat(timestamps(signature).stream(), over(file, signature).stream())
                .filter(stamp -> stamp.time().equals(time))
                .findFirst();
    }

    /** The form field, by which a PDF signature is referred to. */
    static Optional<String> field(ValidationReport file, SignatureReport signature) {
        return Optional.of(signature.id()).filter(id -> file.format().equals("PDF") && !id.isEmpty());
    }
}
