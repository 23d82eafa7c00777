package vn.khue.signature.validation;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import vn.khue.pki.trust.TrustClass;

/**
 * What was concluded about one signature. Texts from certificates are hostile: escape them where they are shown.
 *
 * @param id the full name of the form field; of an XML signature its {@code Id}
 * @param kind person, seal or document timestamp
 * @param level {@code PAdES-BASELINE-B|T|LT|LTA}, {@code PDF-PKCS7} where it is an older form, {@code DOC-TIMESTAMP},
 *     {@code XAdES-BASELINE-B|T|LT|LTA}, {@code XMLDSig} without XAdES properties, or {@code NONE} where it cannot be told
 * @param indication conclusion
 * @param subIndication why not passed; empty exactly where it passed
 * @param findings every check that did not hold, the gravest first
 * @param certificate of the signer, where the signature names one
 * @param signingTime best time known
 * @param timeSource where that time is from
 * @param trustClass class of the anchor at the end of the path, where there is one
 * @param integrity of the signed bytes
 * @param validAtSigning whether the certificate was valid and not revoked then
 * @param coversWholeDocument whether the signature covers every byte but its own value, and but validation data and document
 *     timestamps that came later
 * @param changesAfter what later revisions changed, allowed or not
 * @param revocationKnownAt time of the answer by which the signer's certificate counts as not revoked; empty where there is none
 * @param signedBytes number of bytes of the signed revision, counted from the start of the file; 0 where it cannot be told
 * @param covers what is signed in a file that is no PDF: {@code /} for all of it, paths of elements, names of files; empty for PDF
 * @param objects what the judgement stood on
 */
public record SignatureReport(
        String id,
        SignatureKind kind,
        String level,
        Indication indication,
        Optional<SubIndication> subIndication,
        List<Finding> findings,
        Optional<CertificateFacts> certificate,
        Optional<Instant> signingTime,
        TimeSource timeSource,
        Optional<TrustClass> trustClass,
        Integrity integrity,
        ValidAtSigning validAtSigning,
        boolean coversWholeDocument,
        List<Change> changesAfter,
        Optional<Instant> revocationKnownAt,
        long signedBytes,
        List<String> covers,
        ValidationObjects objects) {
    public SignatureReport {
        findings = List.copyOf(findings);
        changesAfter = List.copyOf(changesAfter);
        covers = List.copyOf(covers);
    }

    /** Of a PDF file, where the number of signed bytes says what is covered, and without what the judgement stood on. */
    public SignatureReport(
            String id,
            SignatureKind kind,
            String level,
            Indication indication,
            Optional<SubIndication> subIndication,
            List<Finding> findings,
            Optional<CertificateFacts> certificate,
            Optional<Instant> signingTime,
            TimeSource timeSource,
            Optional<TrustClass> trustClass,
            Integrity integrity,
            ValidAtSigning validAtSigning,
            boolean coversWholeDocument,
            List<Change> changesAfter,
            Optional<Instant> revocationKnownAt,
            long signedBytes) {
        this(
                id,
                kind,
                level,
                indication,
                subIndication,
                findings,
                certificate,
                signingTime,
                timeSource,
                trustClass,
                integrity,
                validAtSigning,
                coversWholeDocument,
                changesAfter,
                revocationKnownAt,
                signedBytes,
                List.of(),
                ValidationObjects.none());
    }

    SignatureReport withoutObjects() {
        return new SignatureReport(
                id,
                kind,
                level,
                indication,
                subIndication,
                findings,
                certificate,
                signingTime,
                timeSource,
                trustClass,
                integrity,
                validAtSigning,
                coversWholeDocument,
                changesAfter,
                revocationKnownAt,
                signedBytes,
                covers,
                ValidationObjects.none());
    }

    /** Whether the signed bytes and the document around them are as they were when signed. */
    public enum Integrity {
        /** The signed bytes are unchanged, and nothing but allowed additions came later. */
        INTACT,
        /** The signed bytes are unchanged, and something that is not allowed came later. */
        MODIFIED_AFTER_SIGNING,
        /** The signed bytes were changed, or the signature value is not of these bytes. */
        BROKEN,
        /** It cannot be told. */
        UNKNOWN
    }

    /** Whether the certificate was good at the time of signing. */
    public enum ValidAtSigning {
        VALID,
        EXPIRED,
        REVOKED,
        SUSPENDED,
        UNTRUSTED,
        /** Revocation status or time unknown. */
        UNKNOWN
    }
}
