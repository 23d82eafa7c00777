package vn.khue.signing.document;

/**
 * What was given to a person for one page.
 *
 * @param number of the page, from 1
 * @param given digest of the picture's bytes (PNG) or of the words ({@link PageWords#digest()})
 */
public record ShownPage(int number, Form form, ContentDigest given) {
    /** How it was given. */
    public enum Form {
        PICTURE,
        WORDS
    }

    /** As it stands in the list whose digest the log has with the signature: number, form and digest in hex, a space between, a line feed. */
    String line() {
        return number + " " + form + " " + given.hex() + "\n";
    }
}
