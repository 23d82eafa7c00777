package vn.khue.signature.intake;

import java.util.Locale;
import java.util.ResourceBundle;

/**
 * The rules by which a file is refused before anything else opens it. Each has a text for people that says what is wrong and
 * what to do, in the bundle {@code vn.khue.signature.intake.intake}.
 */
public enum IntakeRule {
    /** No bytes. */
    EMPTY,
    /** More bytes than {@link IntakeLimits#maxBytes()}. */
    TOO_LARGE,
    /** Does not begin with {@code %PDF-} and a version from 1.0 to 1.7, or 2.0. */
    NOT_PDF,
    /** Ends before its {@code %%EOF}, or its last cross-reference section lies outside of the file. */
    TRUNCATED,
    /** Cross-reference sections, trailers, catalog or page tree cannot be read as ISO 32000 says. */
    BROKEN_STRUCTURE,
    /** Has an encryption dictionary. */
    ENCRYPTED,
    /** Has an XFA form. */
    XFA,
    /** Has JavaScript, in a name tree or an action. */
    JAVASCRIPT,
    /** Has an action that starts a program, opens another file, submits or imports data, plays or renders media. */
    LAUNCH_ACTION,
    /** Does something else than go to a page when it is opened. */
    OPEN_ACTION,
    /** Has a stream whose bytes lie in another file. */
    EXTERNAL_STREAM,
    /** Unpacks to more than {@link IntakeLimits} allow. */
    INFLATION,
    /** More pages than {@link IntakeLimits#maxPages()}. */
    TOO_MANY_PAGES,
    /** The page tree, or another tree, has a loop or is nested too deeply. */
    TREE_LOOP,
    /** More objects than {@link IntakeLimits#maxObjects()}. */
    TOO_MANY_OBJECTS,
    /** Certified so that nothing may be added (DocMDP, P=1), or a signature dictionary that is no signature. */
    LOCKED;

    /**
     * What is wrong and what to do, for the person who sent the file.
     *
     * @param locale Vietnamese unless English is asked for
     */
    public String message(Locale locale) {
        return ResourceBundle.getBundle("vn.khue.signature.intake.intake", locale, IntakeText.CONTROL)
                .getString(name());
    }
}
