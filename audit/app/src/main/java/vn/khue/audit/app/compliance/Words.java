package vn.khue.audit.app.compliance;

import java.util.Locale;

/** A text of a catalogue in both languages. */
public record Words(String vi, String en) {

    public Words {
        if (vi == null || vi.isBlank() || en == null || en.isBlank()) {
            throw new IllegalArgumentException("expected a text in both languages, found one or none");
        }
    }

    /** In the reader's language; Vietnamese for whoever reads neither. */
    public String text(Locale locale) {
        return locale.getLanguage().equals("en") ? en : vi;
    }
}
