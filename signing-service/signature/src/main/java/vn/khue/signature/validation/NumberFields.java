package vn.khue.signature.validation;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import vn.khue.signature.pades.NumberAndDate;
import vn.khue.signature.pdf.ContentOperators;
import vn.khue.signature.pdf.Form;
import vn.khue.signature.pdf.PdfFile;
import vn.khue.signature.pdf.PdfReadException;
import vn.khue.signature.pdf.PdfValue;

/**
 * The only two form fields that may be filled after a signature (R1.22): with a number and with a day, once, and showing that and
 * nothing else. What is not looked into is the outlines of the fonts: who embeds one whose 1 looks like a 7 is found by the seal
 * that comes after, if by anybody.
 */
final class NumberFields {

    private static final Pattern NUMBER = Pattern.compile("[0-9A-Za-z]{1,12}");
    private static final Pattern DATE = Pattern.compile("ngày [0-9]{2} tháng [0-9]{1,2} năm [0-9]{4}");
    private static final Set<String> FILLED = Set.of("V", "AP", "Ff", "M");
    private static final Set<String> FORM_KEYS =
            Set.of("Type", "Subtype", "FormType", "BBox", "Matrix", "Resources", "Length", "Filter", "DecodeParms");
    /** Text that is filled with a colour, and what surrounds it; no line, surface, picture or graphics state. */
    private static final Set<String> TEXT_OPERATORS = Set.of(
            "BMC", "BDC", "EMC", "q", "Q", "BT", "ET", "Tf", "Td", "TD", "Tm", "T*", "Tj", "TJ", "Tc", "Tw", "Tz", "TL",
            "g", "rg", "k", "re", "W", "n");

    private static final int READ_ONLY = 1;

    private NumberFields() {}

    /** Whether an empty field of these two was filled as it may be. */
    static boolean isFilled(RevisionDelta delta, Form.Field field, LaterPictures pictures) throws PdfReadException {
        boolean number = field.name().equals(NumberAndDate.NUMBER_FIELD);
        boolean date = field.name().equals(NumberAndDate.DATE_FIELD);
        boolean ownWidget =
                field.widgets().size() == 1 && field.widgets().get(0).number() == field.object();
        PdfValue.Dict old = RevisionDelta.dict(delta.before(), field.object());
        PdfValue.Dict now = RevisionDelta.dict(delta.after(), field.object());
        Set<String> changed = RevisionDelta.differing(old, now);
        if (!(number || date) || !ownWidget || !FILLED.containsAll(changed) || !changed.contains("AP")) {
            return false;
        }
        long flags = old.whole("Ff").orElse(0);
        boolean wasOpen = (flags & READ_ONLY) == 0;
        boolean locked = !changed.contains("Ff") || now.whole("Ff").orElse(0) == (flags | READ_ONLY);
        boolean day = !changed.contains("M") || now.get("M") instanceof PdfValue.Text;
        if (!wasOpen || !locked || !day || !(now.get("V") instanceof PdfValue.Text text)) {
            return false;
        }
        String value = Form.text(text);
        return (number ? NUMBER : DATE).matcher(value).matches()
                && isText(delta, now)
                && shows(pictures.text(field.object()), value);
    }

    /** Blanks fall differently in a value and in its picture. */
    private static boolean shows(Optional<String> shown, String value) {
        return shown.filter(s -> s.replaceAll("\\s+", "").equals(value.replaceAll("\\s+", "")))
                .isPresent();
    }

    private static boolean isText(RevisionDelta delta, PdfValue.Dict widget) throws PdfReadException {
        PdfFile file = delta.after();
        PdfValue.Dict appearances = file.dict(widget.get("AP")).orElse(RevisionDelta.EMPTY);
        PdfValue normal = appearances.get("N");
        if (!appearances.entries().keySet().equals(Set.of("N"))
                || !delta.isNew(normal)
                || !(file.resolve(normal) instanceof PdfValue.Stream form)
                || !FORM_KEYS.containsAll(form.dict().entries().keySet())) {
            return false;
        }
        PdfValue.Dict resources = file.dict(form.dict().get("Resources")).orElse(RevisionDelta.EMPTY);
        boolean fonts =
                Set.of("Font", "ProcSet").containsAll(resources.entries().keySet());
        for (PdfValue font : file.dict(resources.get("Font"))
                .orElse(RevisionDelta.EMPTY)
                .entries()
                .values()) {
            // The letters of a Type 3 font are drawings of any kind.
            fonts &= file.dict(font).filter(f -> !f.is("Subtype", "Type3")).isPresent();
        }
        try {
            return fonts && TEXT_OPERATORS.containsAll(ContentOperators.of(file.unpack(form)));
        } catch (PdfReadException e) {
            file.budget().check();
            return false;
        }
    }
}
