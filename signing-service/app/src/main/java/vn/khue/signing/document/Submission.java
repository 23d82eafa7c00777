package vn.khue.signing.document;

/** What came of handing a file in. */
public sealed interface Submission {
    Document document();

    /** It waits for its signer now. */
    record Waiting(Document document) implements Submission {}

    /** The file cannot be signed safely. It is kept; the document names the rule. */
    record RefusedFile(Document document) implements Submission {}

    /** The unit already has these bytes. Nothing was added. */
    record Duplicate(Document document) implements Submission {}

    /** The same form was sent before; this is what it made then. */
    record Repeated(Document document) implements Submission {}
}
