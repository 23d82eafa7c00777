package vn.khue.signature.preview;

import java.util.Optional;

/**
 * A form field on a page that has a value. Texts come from the file and are hostile: escape them.
 *
 * @param name what the form calls it for people ({@code /TU}), else its own name ({@code /T}); may be empty
 * @param kind what stands in it
 * @param value what is stored ({@code /V}), NFC; the chosen options joined by commas; empty for a signature
 * @param shown what the page displays in its place, where that says something else than the stored value
 * @param hidden whether it is not displayed: flagged so, without extent, or outside the page
 * @param readOnly whether it can no longer be changed in a reader
 */
public record FilledField(
        String name, Kind kind, String value, Optional<String> shown, boolean hidden, boolean readOnly) {

    /** What stands in a field (ISO 32000-2, 12.7.5). */
    public enum Kind {
        TEXT,
        /** A box or a round button that is chosen; the value is the option's own name. */
        TICKED,
        CHOICE,
        SIGNATURE
    }
}
