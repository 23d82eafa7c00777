package vn.khue.signature.validation;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import vn.khue.signature.pdf.Form;
import vn.khue.signature.pdf.Pages;
import vn.khue.signature.pdf.PdfFile;
import vn.khue.signature.pdf.PdfReadException;
import vn.khue.signature.pdf.PdfValue;

/**
 * One signature as the file presents it, without judging it.
 *
 * @param fieldName full name of its field; empty for one that is in no form
 * @param inForm whether the form knows the field
 * @param object number of the object that is the signature dictionary; 0 where it is written in place
 * @param dict the signature dictionary; empty where it cannot be read
 * @param trouble why it cannot be read
 */
record PdfSignatureFacts(
        String fieldName, boolean inForm, int object, Optional<PdfValue.Dict> dict, Optional<String> trouble) {

    private static final int MAX_SIGNATURES = 200;

    /** All fields of type signature that have a value, and widgets on pages that pretend to be such. */
    static List<PdfSignatureFacts> of(PdfFile file) throws PdfReadException {
        List<PdfSignatureFacts> found = new ArrayList<>();
        Set<Integer> widgets = new HashSet<>();
        for (Form.Field field : Form.fields(file)) {
            field.widgets().forEach(w -> widgets.add(w.number()));
            if (field.type().equals("Sig")) {
                add(found, file, field.name(), true, field.dict().get("V"));
            }
        }
        for (Pages.Page page : Pages.of(file)) {
            for (PdfValue annotation : file.items(page.dict().get("Annots"))) {
                file.budget().step();
                boolean known = annotation instanceof PdfValue.Ref ref && !widgets.add(ref.number());
                if (!known
                        && file.resolve(annotation) instanceof PdfValue.Dict dict
                        && dict.is("FT", "Sig")
                        && dict.has("V")) {
                    add(found, file, "", false, dict.get("V"));
                }
            }
        }
        return found;
    }

    private static void add(List<PdfSignatureFacts> found, PdfFile file, String name, boolean inForm, PdfValue value)
            throws PdfReadException {
        if (found.size() >= MAX_SIGNATURES) {
            throw new PdfReadException(
                    PdfReadException.Kind.TOO_MANY_OBJECTS,
                    "expected at most " + MAX_SIGNATURES + " signatures, found more");
        }
        if (value instanceof PdfValue.Null) {
            return;
        }
        int object = value instanceof PdfValue.Ref ref ? ref.number() : 0;
        try {
            PdfValue resolved = file.resolve(value);
            if (resolved instanceof PdfValue.Dict dict) {
                found.add(new PdfSignatureFacts(name, inForm, object, Optional.of(dict), Optional.empty()));
            } else {
                found.add(new PdfSignatureFacts(
                        name,
                        inForm,
                        object,
                        Optional.empty(),
                        Optional.of("expected a dictionary as /V, found another value")));
            }
        } catch (PdfReadException e) {
            found.add(new PdfSignatureFacts(name, inForm, object, Optional.empty(), Optional.of(e.getMessage())));
        }
    }
}
