package vn.khue.signature.preview;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.cos.COSString;

/** A field as it stands in the file, with what it inherits (ISO 32000-2, 12.7.4). Reads at most 32 levels of parents. */
record FieldDictionary(COSDictionary widget) {

    private static final int MOST_LEVELS = 32;
    private static final int LONGEST = 20_000;
    private static final int READ_ONLY = 1;
    private static final int PUSH_BUTTON = 1 << 16;
    private static final int PASSWORD = 1 << 13;

    Optional<FilledField.Kind> kind() {
        String type = inherited(COSName.FT) instanceof COSName name ? name.getName() : "";
        return switch (type) {
            case "Tx" -> Optional.of(FilledField.Kind.TEXT);
            case "Ch" -> Optional.of(FilledField.Kind.CHOICE);
            case "Sig" -> Optional.of(FilledField.Kind.SIGNATURE);
            case "Btn" -> flags(PUSH_BUTTON) ? Optional.empty() : Optional.of(FilledField.Kind.TICKED);
            default -> Optional.empty();
        };
    }

    String name() {
        String forPeople = text(inherited(COSName.TU));
        return forPeople.isBlank() ? text(inherited(COSName.T)) : forPeople;
    }

    boolean readOnly() {
        return flags(READ_ONLY);
    }

    boolean signed() {
        return kind().filter(each -> each == FilledField.Kind.SIGNATURE).isPresent()
                && inherited(COSName.V) instanceof COSDictionary;
    }

    String value(FilledField.Kind kind) {
        return switch (kind) {
            case TEXT -> flags(PASSWORD) ? "*".repeat(text(inherited(COSName.V)).length()) : text(inherited(COSName.V));
            case CHOICE -> choices();
            case TICKED -> ticked();
            case SIGNATURE -> "";
        };
    }

    /** A box shows its own state; the field's value may be that of another box of the same group. */
    private String ticked() {
        COSBase state = widget.getDictionaryObject(COSName.AS);
        String chosen = text(state == null ? inherited(COSName.V) : state);
        return chosen.equals("Off") ? "" : chosen;
    }

    private String choices() {
        COSBase value = inherited(COSName.V);
        List<String> chosen = new ArrayList<>();
        if (value instanceof COSArray several) {
            for (int i = 0; i < Math.min(several.size(), 1_000); i++) {
                chosen.add(display(text(several.getObject(i))));
            }
        } else {
            chosen.add(display(text(value)));
        }
        return bounded(String.join(", ", chosen));
    }

    /** An option may be a pair of what is stored and what is displayed. */
    private String display(String stored) {
        if (inherited(COSName.OPT) instanceof COSArray options) {
            for (int i = 0; i < Math.min(options.size(), 10_000); i++) {
                if (options.getObject(i) instanceof COSArray pair
                        && pair.size() == 2
                        && text(pair.getObject(0)).equals(stored)) {
                    return text(pair.getObject(1));
                }
            }
        }
        return stored;
    }

    private boolean flags(int bit) {
        return inherited(COSName.FF) instanceof org.apache.pdfbox.cos.COSNumber number
                && (number.intValue() & bit) != 0;
    }

    private COSBase inherited(COSName key) {
        COSDictionary at = widget;
        for (int level = 0; at != null && level < MOST_LEVELS; level++) {
            COSBase found = at.getDictionaryObject(key);
            if (found != null) {
                return found;
            }
            at = at.getCOSDictionary(COSName.PARENT);
        }
        return null;
    }

    private static String text(COSBase value) {
        String text = "";
        if (value instanceof COSString string) {
            text = string.getString();
        } else if (value instanceof COSName name) {
            text = name.getName();
        } else if (value instanceof COSStream stream) {
            text = stream.toTextString();
        }
        return bounded(Normalizer.normalize(text, Normalizer.Form.NFC));
    }

    private static String bounded(String text) {
        return text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text;
    }
}
