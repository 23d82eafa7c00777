package vn.khue.signing.document;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;
import vn.khue.signature.decision.DecisionDate;

/**
 * A document as it stands now.
 *
 * @param unit id of the unit that issues it
 * @param signerPosition code of the position it is to be signed in ({@code HIEU_TRUONG} or {@code PHO_HIEU_TRUONG})
 * @param original the bytes that were submitted
 * @param current the bytes as they stand, with every signature so far
 * @param sizeBytes of the current file
 * @param pages 0 for a refused file
 * @param numberFields how many of the fields {@code SoVB} and {@code NgayBH} the file has, to be filled: 0 to 2
 * @param notation number and symbol, from NUMBERED on; from SIGNED on where they were reserved
 * @param issuedOn the date in Asia/Ho_Chi_Minh, as long as the notation
 * @param publicId unguessable name of the public page, from PUBLISHED on
 * @param rule the intake rule that refused the file, only when REFUSED
 * @param reason why it was returned or recalled, or the detail of the refusal
 */
public record Document(
        UUID id,
        String unit,
        DocumentKind kind,
        String title,
        UUID submitter,
        String submitterName,
        UUID signer,
        String signerName,
        String signerPosition,
        DocumentState state,
        ContentDigest original,
        ContentDigest current,
        long sizeBytes,
        int pages,
        int numberFields,
        Instant submittedAt,
        Instant changedAt,
        Optional<String> notation,
        Optional<LocalDate> issuedOn,
        Optional<String> publicId,
        Optional<String> rule,
        Optional<String> reason) {

    /** After an act that changes only the state. */
    public Document in(DocumentState next, Instant at) {
        return with(next, current, sizeBytes, at, notation, issuedOn, publicId, reason);
    }

    /** After an act that changes the bytes. */
    public Document in(DocumentState next, Instant at, ContentDigest content, long bytes) {
        return with(next, content, bytes, at, notation, issuedOn, publicId, reason);
    }

    /** After an act that a person gave a reason for. */
    public Document in(DocumentState next, Instant at, String why) {
        return with(next, current, sizeBytes, at, notation, issuedOn, publicId, Optional.of(why));
    }

    /** Whether number and date are printed on the page; else they are reserved before the signature and signed with it. */
    public boolean numberOnPage() {
        return numberFields == 2;
    }

    /** What the signatures say of number and date, where the page cannot; empty before they are reserved. */
    public Optional<String> numberInSignature() {
        return numberOnPage()
                ? Optional.empty()
                : notation.flatMap(number -> issuedOn.map(day -> "Số: " + number + "; " + DecisionDate.inWords(day)));
    }

    /** With a number and a date that are kept for it. */
    public Document reserved(String number, LocalDate day) {
        return with(state, current, sizeBytes, changedAt, Optional.of(number), Optional.of(day), publicId, reason);
    }

    /** With its number and date. */
    public Document numbered(Instant at, ContentDigest content, long bytes, String number, LocalDate day) {
        return with(
                DocumentState.NUMBERED, content, bytes, at, Optional.of(number), Optional.of(day), publicId, reason);
    }

    /** With its public page. */
    public Document published(Instant at, String id) {
        return with(DocumentState.PUBLISHED, current, sizeBytes, at, notation, issuedOn, Optional.of(id), reason);
    }

    private Document with(
            DocumentState next,
            ContentDigest content,
            long bytes,
            Instant at,
            Optional<String> number,
            Optional<LocalDate> day,
            Optional<String> page,
            Optional<String> why) {
        return new Document(
                id,
                unit,
                kind,
                title,
                submitter,
                submitterName,
                signer,
                signerName,
                signerPosition,
                next,
                original,
                content,
                bytes,
                pages,
                numberFields,
                submittedAt,
                at,
                number,
                day,
                page,
                rule,
                why);
    }
}
