package vn.khue.signature.pdf;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The fields of a file's form (ISO 32000-2, 12.7). */
public final class Form {

    private static final int MAX_FIELDS = 20_000;

    private final PdfFile file;
    private final List<Field> fields = new ArrayList<>();
    private final Set<Integer> seen = new HashSet<>();

    private Form(PdfFile file) {
        this.file = file;
    }

    /**
     * A terminal field.
     *
     * @param name fully qualified, partial names joined by dots; NFC
     * @param type {@code Tx}, {@code Sig}, … inherited where need be; empty where there is none
     * @param object its object number, 0 where it is written in place
     * @param dict its own dictionary
     * @param widgets its widgets: itself, or its kids
     */
    public record Field(String name, String type, int object, PdfValue.Dict dict, List<PdfValue.Ref> widgets) {
        public Field {
            widgets = List.copyOf(widgets);
        }
    }

    /**
     * All terminal fields, in the order of the file.
     *
     * @throws PdfReadException for a loop or more than 20,000 fields
     */
    public static List<Field> fields(PdfFile file) throws PdfReadException {
        Form form = new Form(file);
        Optional<PdfValue.Dict> acroForm = acroForm(file);
        if (acroForm.isPresent()) {
            for (PdfValue field : file.items(acroForm.get().get("Fields"))) {
                form.walk(field, "", "", 0);
            }
        }
        return form.fields;
    }

    /** The interactive form dictionary. */
    public static Optional<PdfValue.Dict> acroForm(PdfFile file) throws PdfReadException {
        return file.dict(Pages.catalog(file).get("AcroForm"));
    }

    private void walk(PdfValue value, String prefix, String inherited, int depth) throws PdfReadException {
        int number = value instanceof PdfValue.Ref ref ? ref.number() : 0;
        if (depth > file.limits().maxDepth() || fields.size() >= MAX_FIELDS || (number != 0 && !seen.add(number))) {
            throw new PdfReadException(
                    PdfReadException.Kind.LOOP,
                    "expected at most " + MAX_FIELDS + " form fields without a loop, found object " + number
                            + " again, or too many or too deep");
        }
        if (!(file.resolve(value) instanceof PdfValue.Dict dict)) {
            return;
        }
        String name = join(prefix, dict);
        String type = file.resolve(dict.get("FT")) instanceof PdfValue.Name n ? n.text() : inherited;
        List<PdfValue> fieldKids = new ArrayList<>();
        List<PdfValue.Ref> widgets = new ArrayList<>();
        for (PdfValue kid : file.items(dict.get("Kids"))) {
            file.budget().step();
            if (file.resolve(kid) instanceof PdfValue.Dict k && k.has("T")) {
                fieldKids.add(kid);
            } else if (kid instanceof PdfValue.Ref ref) {
                widgets.add(ref);
            }
        }
        for (PdfValue kid : fieldKids) {
            walk(kid, name, type, depth + 1);
        }
        if (fieldKids.isEmpty()) {
            if (value instanceof PdfValue.Ref ref && widgets.isEmpty()) {
                widgets.add(ref);
            }
            fields.add(new Field(name, type, number, dict, widgets));
        }
    }

    private String join(String prefix, PdfValue.Dict dict) throws PdfReadException {
        if (!(file.resolve(dict.get("T")) instanceof PdfValue.Text t)) {
            return prefix;
        }
        String part = text(t);
        return prefix.isEmpty() ? part : prefix + "." + part;
    }

    /** Text of a text string (ISO 32000-2, 7.9.2.2): UTF-16 or UTF-8 with a mark, else byte by byte; NFC. */
    public static String text(PdfValue.Text text) {
        byte[] bytes = text.bytes();
        String decoded = text.text();
        if (bytes.length >= 2 && (bytes[0] & 255) == 0xfe && (bytes[1] & 255) == 0xff) {
            decoded = new String(bytes, 2, bytes.length - 2, StandardCharsets.UTF_16BE);
        } else if (bytes.length >= 3
                && (bytes[0] & 255) == 0xef
                && (bytes[1] & 255) == 0xbb
                && (bytes[2] & 255) == 0xbf) {
            decoded = new String(bytes, 3, bytes.length - 3, StandardCharsets.UTF_8);
        }
        return Normalizer.normalize(decoded, Normalizer.Form.NFC);
    }
}
