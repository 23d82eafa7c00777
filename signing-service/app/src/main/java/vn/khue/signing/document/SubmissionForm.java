package vn.khue.signing.document;

import java.util.UUID;
import vn.khue.signing.refusal.Refusal;
import vn.khue.signing.refusal.SigningException;
import vn.khue.signing.typed.OneLine;

/**
 * What the submitter says about the file.
 *
 * @param title trích yếu, 1 to {@value #LONGEST_TITLE} characters, NFC, on one line (PL VI: Subject 500)
 * @param key made with the form; the same key is the same submission
 */
public record SubmissionForm(String title, DocumentKind kind, UUID signer, String key) {
    static final int LONGEST_TITLE = 500;

    /**
     * Reads the fields of the form.
     *
     * @throws SigningException TITLE_MISSING, TITLE_TOO_LONG, KIND_UNKNOWN, SIGNER_UNKNOWN or KEY_WRONG
     */
    public static SubmissionForm of(String title, String kind, String signer, String key) {
        String clean = OneLine.of(title);
        if (clean.isEmpty()) {
            throw new SigningException(Refusal.TITLE_MISSING);
        }
        if (clean.length() > LONGEST_TITLE) {
            throw new SigningException(Refusal.TITLE_TOO_LONG, Integer.toString(LONGEST_TITLE));
        }
        DocumentKind known = DocumentKind.of(kind).orElseThrow(() -> new SigningException(Refusal.KIND_UNKNOWN));
        if (!key.matches("[A-Za-z0-9-]{8,64}")) {
            throw new SigningException(Refusal.KEY_WRONG);
        }
        try {
            return new SubmissionForm(clean, known, UUID.fromString(signer), key);
        } catch (IllegalArgumentException notAnId) {
            throw new SigningException(Refusal.SIGNER_UNKNOWN);
        }
    }
}
