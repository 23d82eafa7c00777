package vn.khue.signature.validation;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import vn.khue.signature.pdf.Form;
import vn.khue.signature.pdf.Pages;
import vn.khue.signature.pdf.PdfFile;
import vn.khue.signature.pdf.PdfReadException;
import vn.khue.signature.pdf.PdfValue;

/** The interactive form (ISO 32000-2, 12.7): new signature fields, and fields that were empty and are filled now. */
final class FormComparison {

    private static final Set<String> FONT_KEYS = Set.of("Type", "Subtype", "BaseFont", "Encoding", "Name");
    private static final Set<String> RESOURCES = Set.of("Font", "XObject", "ProcSet", "Encoding");
    /** Where a field or widget is referred to as what it is (12.5.2, 12.7.4.1, 14.7.5.3). */
    private static final Set<String> FIELD_REFERENCES =
            Set.of("Fields", "CO", "AcroForm", "Annots", "Kids", "Parent", "Obj", "K", SharedObjects.ITEM);

    private final RevisionDelta delta;
    private final PdfFile before;
    private final PdfFile after;
    private final int catalog;
    private final PageComparison pages;
    private final FieldLocks locks;
    private final LaterPictures pictures;
    private final Set<Integer> newFields = new HashSet<>();
    private final Set<String> names = new HashSet<>();

    FormComparison(RevisionDelta delta, int catalog, PageComparison pages, FieldLocks locks, LaterPictures pictures) {
        this.delta = delta;
        this.before = delta.before();
        this.after = delta.after();
        this.catalog = catalog;
        this.pages = pages;
        this.locks = locks;
        this.pictures = pictures;
    }

    /** Widgets of signatures that were added; known after {@link #run}. */
    Set<Integer> newFields() {
        return newFields;
    }

    void run() throws PdfReadException {
        PdfValue oldValue = Pages.catalog(before).get("AcroForm");
        PdfValue newValue = Pages.catalog(after).get("AcroForm");
        delta.compared(oldValue, newValue, (object, key) -> object == catalog && key.equals("AcroForm"));
        PdfValue.Dict old = before.dict(oldValue).orElse(RevisionDelta.EMPTY);
        PdfValue.Dict now = after.dict(newValue).orElse(RevisionDelta.EMPTY);
        List<Form.Field> known = Form.fields(before);
        known.forEach(field -> names.add(field.name()));
        compareEntries(old, now);
        compareList(newValue, old.get("Fields"), now.get("Fields"));
        for (Form.Field field : known) {
            compareField(field);
        }
    }

    private void compareEntries(PdfValue.Dict old, PdfValue.Dict now) throws PdfReadException {
        for (String key : RevisionDelta.differing(old, now)) {
            PdfValue value = now.get(key);
            boolean allowed =
                    switch (key) {
                        case "Fields" -> true;
                        case "SigFlags" -> PdfValue.whole(value).isPresent();
                        case "DA" -> !old.has(key) && value instanceof PdfValue.Text;
                        case "DR" -> !old.has(key) && areHarmless(value);
                        default -> false;
                    };
            if (!allowed) {
                delta.forbid(Change.Kind.CATALOG_CHANGED, 0, key);
            }
        }
    }

    /** Fonts that every reader has itself: with others a reader could draw the values of fields anew as something else. */
    private boolean areHarmless(PdfValue resources) throws PdfReadException {
        delta.explain(resources);
        PdfValue.Dict dict = after.dict(resources).orElse(RevisionDelta.EMPTY);
        boolean harmless = RESOURCES.containsAll(dict.entries().keySet());
        for (PdfValue value : after.dict(dict.get("Font"))
                .orElse(RevisionDelta.EMPTY)
                .entries()
                .values()) {
            PdfValue.Dict font = after.dict(value).orElse(RevisionDelta.EMPTY);
            PdfValue.Dict encoding = after.dict(font.get("Encoding")).orElse(RevisionDelta.EMPTY);
            harmless &= FONT_KEYS.containsAll(font.entries().keySet())
                    && font.is("Subtype", "Type1")
                    && encoding.entries().isEmpty();
        }
        return harmless;
    }

    private void compareList(PdfValue form, PdfValue old, PdfValue now) throws PdfReadException {
        int owner = form instanceof PdfValue.Ref ref ? ref.number() : catalog;
        delta.compared(old, now, (object, key) -> object == owner || pages.isAnnotation(object, key));
        Optional<List<PdfValue>> fresh = ListAdditions.between(before.items(old), after.items(now));
        if (fresh.isEmpty()) {
            delta.forbid(Change.Kind.FIELD_CHANGED, 0, "");
            return;
        }
        for (PdfValue field : fresh.get()) {
            newField(field);
        }
    }

    private void newField(PdfValue value) throws PdfReadException {
        Optional<SignatureWidget> widget = SignatureWidget.of(after, value).filter(w -> delta.isNew(value));
        if (widget.isEmpty()
                || !widget.get().isWellFormed()
                || !delta.isNew(widget.get().value())) {
            delta.forbid(Change.Kind.FIELD_ADDED, value instanceof PdfValue.Ref r ? r.number() : 0, "");
            return;
        }
        SignatureWidget field = widget.get();
        int object = ((PdfValue.Ref) value).number();
        newFields.add(object);
        delta.explainAlone(value);
        for (Map.Entry<String, PdfValue> entry : field.dict().entries().entrySet()) {
            if (!entry.getKey().equals("P")) {
                delta.explain(entry.getValue());
            }
        }
        boolean onPage = !field.dict().has("P")
                || (field.dict().get("P") instanceof PdfValue.Ref page && pages.isPage(page.number()));
        if (!onPage || !names.add(field.name())) {
            delta.forbid(Change.Kind.FIELD_ADDED, object, field.name());
        } else if (field.isTimestamp()) {
            judge(Change.Kind.DOCUMENT_TIMESTAMP_ADDED, object, field.name(), field.showsNothing());
        } else {
            boolean invisible = field.isInvisible();
            judge(
                    Change.Kind.SIGNATURE_ADDED,
                    object,
                    field.name(),
                    locks.allowsSignatures() && (invisible || field.isPlain()));
            if (!invisible && (pictures.isLarge(object) || pictures.hides(object))) {
                delta.forbid(Change.Kind.SIGNATURE_OVER_CONTENT, object, field.name());
            }
        }
    }

    private void judge(Change.Kind kind, int object, String name, boolean allowed) {
        if (allowed) {
            delta.allow(kind, object, name);
        } else {
            delta.forbid(kind, object, name);
        }
    }

    private void compareField(Form.Field field) throws PdfReadException {
        Set<Integer> objects = new HashSet<>();
        objects.add(field.object());
        field.widgets().forEach(w -> objects.add(w.number()));
        objects.removeIf(object -> !delta.isReplaced(object));
        if (objects.isEmpty()) {
            return;
        }
        for (int object : objects) {
            delta.compared(object, (by, key) -> FIELD_REFERENCES.contains(key));
            PdfValue.Dict now = RevisionDelta.dict(after, object);
            for (String key : RevisionDelta.differing(RevisionDelta.dict(before, object), now)) {
                delta.explain(now.get(key));
            }
        }
        boolean open = locks.allows(field.name())
                && isEmpty(before.resolve(field.dict().get("V")));
        if (open && field.type().equals("Tx") && NumberFields.isFilled(delta, field, pictures)) {
            delta.allow(Change.Kind.NUMBER_FILLED, field.object(), field.name());
        } else if (open && field.type().equals("Sig") && SignatureWidget.isFilled(delta, field)) {
            delta.allow(Change.Kind.SIGNATURE_FILLED, field.object(), field.name());
            for (int object : objects) {
                PdfValue.Dict now = RevisionDelta.dict(after, object);
                if (!now.get("AP").equals(RevisionDelta.dict(before, object).get("AP")) && pictures.hides(object)) {
                    delta.forbid(Change.Kind.SIGNATURE_OVER_CONTENT, object, field.name());
                }
            }
        } else {
            delta.forbid(Change.Kind.FIELD_CHANGED, field.object(), field.name());
        }
    }

    private static boolean isEmpty(PdfValue value) {
        return value instanceof PdfValue.Null
                || (value instanceof PdfValue.Text t && t.text().isEmpty());
    }
}
