package vn.khue.signature.validation;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import vn.khue.signature.pdf.Form;
import vn.khue.signature.pdf.Pages;
import vn.khue.signature.pdf.PdfFile;
import vn.khue.signature.pdf.PdfReadException;
import vn.khue.signature.pdf.PdfValue;
import vn.khue.signature.pdf.XrefEntry;
import vn.khue.signature.pdf.XrefSection;

/**
 * Compares a document as it was signed with the document as it is now. Every object that differs has to be explained by a
 * whitelist (ISO 32000-2, 12.8.2.2, table 257, P=2, made narrower): new signatures in fields of their own, the two form
 * fields of number and date filled once, validation data, and the two entries of the information dictionary that say who
 * wrote the revision. Whatever is left over counts as a change that is not allowed.
 */
final class RevisionComparison {

    private static final Set<String> FIELD_KEYS = Set.of(
            "Type", "Subtype", "FT", "T", "TU", "F", "P", "V", "Rect", "AP", "MK", "Lock", "SV", "Ff", "DA", "Q", "M",
            "NM", "Border", "BS", "DR", "H");
    private static final Set<String> FILLED_KEYS = Set.of("V", "AP", "M", "Ff", "F", "AS");
    private static final Set<String> DSS_KEYS =
            Set.of("Type", "Certs", "OCSPs", "CRLs", "VRI", "Cert", "OCSP", "CRL", "TU", "TS");
    private static final Set<String> INFO_KEYS = Set.of("ModDate", "Producer");
    private static final Set<String> NEW_INFO_KEYS = Set.of("ModDate", "Producer", "CreationDate", "Creator");
    private static final int READ_ONLY = 1;
    private static final PdfValue.Dict EMPTY = new PdfValue.Dict(Map.of());

    private final PdfFile before;
    private final PdfFile after;
    private final FieldLocks locks;
    private final Set<Change> changes = new LinkedHashSet<>();
    private final Set<Integer> added = new TreeSet<>();
    private final Set<Integer> replaced = new TreeSet<>();
    private final Set<Integer> examined = new HashSet<>();
    private final Set<Integer> explained = new HashSet<>();
    private final Set<Integer> newFields = new HashSet<>();
    private final Set<Integer> seen = new HashSet<>();

    private RevisionComparison(PdfFile before, PdfFile after, FieldLocks locks) {
        this.before = before;
        this.after = after;
        this.locks = locks;
    }

    /**
     * @param before the signed bytes
     * @param after all bytes, or those up to a later revision
     * @param locks what the signature itself forbids further
     */
    static List<Change> between(PdfFile before, PdfFile after, FieldLocks locks) throws PdfReadException {
        RevisionComparison comparison = new RevisionComparison(before, after, locks);
        comparison.run();
        return List.copyOf(comparison.changes);
    }

    private void forbid(Change.Kind kind, int object, String name) {
        changes.add(new Change(kind, false, object, name));
    }

    private void allow(Change.Kind kind, int object, String name) {
        changes.add(new Change(kind, true, object, name));
    }

    private void run() throws PdfReadException {
        List<XrefSection> newer = newerSections();
        checkBytes(newer);
        collect(newer);
        compareTrailers();
        compareCatalogs();
        comparePages();
        judgeTheRest();
    }

    private List<XrefSection> newerSections() {
        List<XrefSection> newer = new ArrayList<>(after.sections());
        List<XrefSection> older = before.sections();
        int common = newer.size() - older.size();
        for (int i = 0; i < older.size(); i++) {
            if (common < 0 || newer.get(common + i).offset() != older.get(i).offset()) {
                forbid(Change.Kind.OBJECT_CHANGED, 0, "");
                return newer;
            }
        }
        return newer.subList(0, common);
    }

    /** Every byte after the signed ones belongs to an object, a section or the filler between them. */
    private void checkBytes(List<XrefSection> newer) throws PdfReadException {
        List<long[]> extents = new ArrayList<>();
        for (XrefSection section : newer) {
            extents.add(new long[] {section.offset(), section.end()});
            for (Map.Entry<Integer, XrefEntry> entry : section.entries().entrySet()) {
                if (entry.getValue() instanceof XrefEntry.InFile inFile) {
                    if (inFile.offset() < before.length()) {
                        if (!inFile.equals(before.entries().get(entry.getKey()))) {
                            forbid(Change.Kind.OBJECT_CHANGED, entry.getKey(), "");
                        }
                    } else if (inFile.offset() != section.offset()) {
                        extents.add(after.extentAt(entry.getKey(), inFile));
                    }
                }
            }
        }
        extents.sort((a, b) -> Long.compare(a[0], b[0]));
        long at = before.length();
        for (long[] extent : extents) {
            if (extent[0] < at || !after.onlyFiller((int) at, (int) extent[0])) {
                forbid(Change.Kind.STRAY_BYTES, 0, "");
                return;
            }
            at = extent[1];
        }
        if (!after.onlyFiller((int) at, after.length())) {
            forbid(Change.Kind.STRAY_BYTES, 0, "");
        }
    }

    private void collect(List<XrefSection> newer) {
        Set<Integer> touched = new TreeSet<>();
        newer.forEach(section -> touched.addAll(section.entries().keySet()));
        for (int number : touched) {
            XrefEntry old = before.entries().get(number);
            XrefEntry now = after.entries().get(number);
            boolean was = old != null && !(old instanceof XrefEntry.Free);
            boolean is = now != null && !(now instanceof XrefEntry.Free);
            if (was && !is) {
                forbid(Change.Kind.OBJECT_REMOVED, number, "");
            } else if (!was && is) {
                added.add(number);
            } else if (was && !now.equals(old)) {
                replaced.add(number);
            }
        }
    }

    private void compareTrailers() throws PdfReadException {
        PdfValue.Dict old = before.trailer();
        PdfValue.Dict now = after.trailer();
        if (!old.get("Root").equals(now.get("Root"))) {
            forbid(Change.Kind.CATALOG_CHANGED, 0, "");
        }
        PdfValue oldInfo = old.get("Info");
        PdfValue newInfo = now.get("Info");
        if (oldInfo.equals(newInfo)) {
            if (newInfo instanceof PdfValue.Ref ref && replaced.contains(ref.number())) {
                examined.add(ref.number());
                compareInfo(
                        ref.number(),
                        before.dict(ref).orElse(EMPTY),
                        after.dict(ref).orElse(EMPTY),
                        INFO_KEYS);
            }
        } else if (oldInfo instanceof PdfValue.Null
                && newInfo instanceof PdfValue.Ref ref
                && added.contains(ref.number())) {
            explained.add(ref.number());
            compareInfo(ref.number(), EMPTY, after.dict(ref).orElse(EMPTY), NEW_INFO_KEYS);
        } else if (!(newInfo instanceof PdfValue.Null)) {
            forbid(Change.Kind.OBJECT_CHANGED, 0, "Info");
        }
    }

    private void compareInfo(int object, PdfValue.Dict old, PdfValue.Dict now, Set<String> free) {
        for (String key : differing(old, now)) {
            if (!free.contains(key) && now.has(key)) {
                forbid(Change.Kind.OBJECT_CHANGED, object, key);
                return;
            }
        }
        allow(Change.Kind.PRODUCER_CHANGED, object, "");
    }

    private static PdfValue.Dict dict(PdfFile file, int number) throws PdfReadException {
        return file.dict(file.object(number)).orElse(EMPTY);
    }

    private static Set<String> differing(PdfValue.Dict old, PdfValue.Dict now) {
        Set<String> keys = new TreeSet<>(old.entries().keySet());
        keys.addAll(now.entries().keySet());
        keys.removeIf(key -> old.get(key).equals(now.get(key)));
        return keys;
    }

    private void compareCatalogs() throws PdfReadException {
        PdfValue.Dict old = Pages.catalog(before);
        PdfValue.Dict now = Pages.catalog(after);
        int number = before.trailer().get("Root") instanceof PdfValue.Ref ref ? ref.number() : 0;
        if (replaced.contains(number)) {
            examined.add(number);
        }
        for (String key : differing(old, now)) {
            if (key.equals("Extensions")) {
                explain(now.get(key));
            } else if (!key.equals("AcroForm") && !key.equals("DSS")) {
                forbid(Change.Kind.CATALOG_CHANGED, number, key);
            }
        }
        if (old.get("Metadata") instanceof PdfValue.Ref metadata && replaced.contains(metadata.number())) {
            compareMetadata(metadata.number(), number);
        }
        compareForms(old.get("AcroForm"), now.get("AcroForm"));
        compareDss(old.get("DSS"), now.get("DSS"));
    }

    /** Programs note there what they did. It is no content of the document, provided that nothing else uses the stream. */
    private void compareMetadata(int object, int catalog) throws PdfReadException {
        if (isMetadata(before.object(object))
                && isMetadata(after.object(object))
                && !References.to(object, before, catalog)
                && !References.to(object, after, catalog)) {
            examined.add(object);
            allow(Change.Kind.METADATA_CHANGED, object, "");
        }
    }

    private static boolean isMetadata(PdfValue value) {
        return value instanceof PdfValue.Stream s
                && s.dict().is("Type", "Metadata")
                && s.dict().is("Subtype", "XML");
    }

    private void compareForms(PdfValue oldValue, PdfValue newValue) throws PdfReadException {
        examine(oldValue, newValue);
        PdfValue.Dict old = before.dict(oldValue).orElse(EMPTY);
        PdfValue.Dict now = after.dict(newValue).orElse(EMPTY);
        for (String key : differing(old, now)) {
            boolean fresh = !old.has(key) && (key.equals("DR") || key.equals("DA"));
            if (fresh) {
                explain(now.get(key));
            } else if (!key.equals("Fields") && !key.equals("SigFlags")) {
                forbid(Change.Kind.CATALOG_CHANGED, 0, key);
            }
        }
        examine(old.get("Fields"), now.get("Fields"));
        List<PdfValue> fresh = additions(before.items(old.get("Fields")), after.items(now.get("Fields")));
        if (fresh == null) {
            forbid(Change.Kind.FIELD_CHANGED, 0, "");
            return;
        }
        for (PdfValue field : fresh) {
            newField(field);
        }
        compareFields();
    }

    /** Marks the object of a changed indirect value as looked at, and of a new one as explained. */
    private void examine(PdfValue old, PdfValue now) {
        if (now instanceof PdfValue.Ref ref) {
            if (now.equals(old) && replaced.contains(ref.number())) {
                examined.add(ref.number());
            } else if (added.contains(ref.number())) {
                explained.add(ref.number());
            }
        }
    }

    /** What was added to a list whose old items are all still there, in their order; null where they are not. */
    private static List<PdfValue> additions(List<PdfValue> old, List<PdfValue> now) {
        List<PdfValue> fresh = new ArrayList<>();
        int at = 0;
        for (PdfValue item : now) {
            if (at < old.size() && old.get(at).equals(item)) {
                at++;
            } else {
                fresh.add(item);
            }
        }
        return at == old.size() ? fresh : null;
    }

    private void newField(PdfValue value) throws PdfReadException {
        if (!(value instanceof PdfValue.Ref ref)
                || !added.contains(ref.number())
                || !(after.resolve(ref) instanceof PdfValue.Dict field)
                || !field.is("FT", "Sig")
                || !field.is("Subtype", "Widget")
                || !FIELD_KEYS.containsAll(field.entries().keySet())) {
            forbid(Change.Kind.FIELD_ADDED, value instanceof PdfValue.Ref r ? r.number() : 0, "");
            return;
        }
        String name = after.resolve(field.get("T")) instanceof PdfValue.Text t ? Form.text(t) : "";
        PdfValue.Dict signature = after.dict(field.get("V")).orElse(EMPTY);
        boolean timestamp = signature.is("SubFilter", "ETSI.RFC3161");
        if (signature.entries().isEmpty()
                || !(field.get("V") instanceof PdfValue.Ref v)
                || !added.contains(v.number())) {
            forbid(Change.Kind.FIELD_ADDED, ref.number(), name);
            return;
        }
        newFields.add(ref.number());
        explained.add(ref.number());
        field.entries().forEach((key, part) -> {
            if (!key.equals("P")) {
                explain(part);
            }
        });
        Change.Kind kind = timestamp ? Change.Kind.DOCUMENT_TIMESTAMP_ADDED : Change.Kind.SIGNATURE_ADDED;
        if (timestamp || locks.allowsSignatures()) {
            allow(kind, ref.number(), name);
        } else {
            forbid(kind, ref.number(), name);
        }
    }

    private void compareFields() throws PdfReadException {
        for (Form.Field field : Form.fields(before)) {
            boolean touched = replaced.contains(field.object());
            for (PdfValue.Ref widget : field.widgets()) {
                touched |= replaced.contains(widget.number());
            }
            if (touched) {
                compareField(field);
            }
        }
    }

    private void compareField(Form.Field field) throws PdfReadException {
        boolean empty = isEmpty(before.resolve(field.dict().get("V")));
        boolean open = (PdfValue.whole(before.resolve(field.dict().get("Ff"))).orElse(0) & READ_ONLY) == 0;
        boolean number = NumberFields.isOne(field.name()) && field.type().equals("Tx") && empty && open;
        boolean signature = field.type().equals("Sig") && empty;
        Set<Integer> objects = new TreeSet<>();
        objects.add(field.object());
        field.widgets().forEach(w -> objects.add(w.number()));
        boolean fits = field.object() != 0 && (number || signature);
        for (int object : objects) {
            if (object == 0 || !replaced.contains(object)) {
                continue;
            }
            examined.add(object);
            PdfValue.Dict old = dict(before, object);
            PdfValue.Dict now = dict(after, object);
            for (String key : differing(old, now)) {
                fits &= FILLED_KEYS.contains(key) && (!key.equals("Ff") || onlyReadOnlyAdded(old, now));
                explain(now.get(key));
            }
        }
        if (!fits || !locks.allows(field.name())) {
            forbid(Change.Kind.FIELD_CHANGED, field.object(), field.name());
        } else {
            allow(number ? Change.Kind.NUMBER_FILLED : Change.Kind.SIGNATURE_FILLED, field.object(), field.name());
        }
    }

    private static boolean isEmpty(PdfValue value) {
        return value instanceof PdfValue.Null
                || (value instanceof PdfValue.Text t && t.text().isEmpty());
    }

    private static boolean onlyReadOnlyAdded(PdfValue.Dict old, PdfValue.Dict now) {
        long flags = old.whole("Ff").orElse(0);
        return now.whole("Ff").orElse(0) == (flags | READ_ONLY);
    }

    private void compareDss(PdfValue oldValue, PdfValue newValue) throws PdfReadException {
        boolean touched = !oldValue.equals(newValue);
        Set<Integer> known = new HashSet<>();
        Deque<PdfValue> open = new ArrayDeque<>();
        open.push(oldValue);
        while (!open.isEmpty()) {
            PdfValue value = open.pop();
            if (value instanceof PdfValue.Ref ref) {
                if (!known.add(ref.number())) {
                    continue;
                }
                PdfValue now = after.resolve(ref);
                boolean plain = now instanceof PdfValue.Array || (now instanceof PdfValue.Dict d && isDssPart(d));
                if (replaced.contains(ref.number()) && plain) {
                    examined.add(ref.number());
                    explain(now);
                    touched = true;
                }
                open.push(before.resolve(ref));
            } else if (value instanceof PdfValue.Dict dict) {
                dict.entries().values().forEach(open::push);
            } else if (value instanceof PdfValue.Array array) {
                array.items().forEach(open::push);
            }
        }
        if (touched) {
            explain(newValue);
            allow(Change.Kind.VALIDATION_DATA_ADDED, 0, "");
        }
    }

    /** The store, its VRI dictionary (whose keys are hashes), or an entry of that. */
    private static boolean isDssPart(PdfValue.Dict dict) {
        return dict.entries().keySet().stream().allMatch(key -> DSS_KEYS.contains(key) || key.matches("[0-9A-F]{40}"));
    }

    private void comparePages() throws PdfReadException {
        for (Pages.Page page : Pages.of(before)) {
            PdfValue.Dict now = dict(after, page.object());
            if (replaced.contains(page.object())) {
                examined.add(page.object());
                for (String key : differing(page.dict(), now)) {
                    if (!key.equals("Annots")) {
                        forbid(Change.Kind.PAGE_CHANGED, page.object(), key);
                    }
                }
            }
            PdfValue oldList = page.dict().get("Annots");
            PdfValue newList = now.get("Annots");
            boolean sameList = oldList.equals(newList)
                    && !(newList instanceof PdfValue.Ref ref && replaced.contains(ref.number()));
            if (!sameList) {
                examine(oldList, newList);
                compareAnnotations(page.object(), before.items(oldList), after.items(newList));
            }
        }
    }

    private void compareAnnotations(int page, List<PdfValue> old, List<PdfValue> now) {
        List<PdfValue> fresh = additions(old, now);
        if (fresh == null) {
            forbid(Change.Kind.ANNOTATION_CHANGED, page, "");
            return;
        }
        for (PdfValue item : fresh) {
            if (!(item instanceof PdfValue.Ref ref) || !newFields.contains(ref.number())) {
                forbid(Change.Kind.ANNOTATION_CHANGED, page, "");
            }
        }
    }

    /** A new object is explained if something allowed refers to it. */
    private void explain(PdfValue start) {
        Deque<PdfValue> open = new ArrayDeque<>();
        open.push(start);
        while (!open.isEmpty()) {
            PdfValue value = open.pop();
            if (value instanceof PdfValue.Ref ref && added.contains(ref.number()) && seen.add(ref.number())) {
                explained.add(ref.number());
                try {
                    open.push(after.resolve(ref));
                } catch (PdfReadException e) {
                    forbid(Change.Kind.OBJECT_CHANGED, ref.number(), "");
                }
            } else if (value instanceof PdfValue.Stream stream) {
                open.push(stream.dict());
            } else if (value instanceof PdfValue.Dict dict) {
                dict.entries().values().forEach(open::push);
            } else if (value instanceof PdfValue.Array array) {
                array.items().forEach(open::push);
            }
        }
    }

    private void judgeTheRest() throws PdfReadException {
        for (int number : replaced) {
            if (!examined.contains(number)) {
                boolean pageNode = dict(before, number).is("Type", "Pages");
                forbid(pageNode ? Change.Kind.PAGE_CHANGED : Change.Kind.OBJECT_CHANGED, number, "");
            }
        }
        for (int number : added) {
            if (!explained.contains(number) && !isStructural(number) && !isInert(number)) {
                forbid(Change.Kind.UNREFERENCED_OBJECT, number, "");
            }
        }
    }

    /**
     * Libraries leave stubs such as {@code << /Type /Font >>} and empty appearances behind; what holds only names and numbers, and
     * no data, has no content.
     */
    private boolean isInert(int number) throws PdfReadException {
        PdfValue value = after.object(number);
        return value instanceof PdfValue.Null
                || (value instanceof PdfValue.Dict dict && dict.entries().size() <= 4 && holdsNoContent(dict))
                || (value instanceof PdfValue.Stream stream
                        && stream.dict().is("Subtype", "Form")
                        && stream.dict().entries().size() <= 8
                        && holdsNoContent(stream.dict())
                        && isEmpty(stream));
    }

    private static boolean holdsNoContent(PdfValue.Dict dict) {
        return dict.entries().values().stream()
                .allMatch(v -> v instanceof PdfValue.Name
                        || v instanceof PdfValue.Num
                        || (v instanceof PdfValue.Array a
                                && a.items().stream().allMatch(PdfValue.Num.class::isInstance)));
    }

    private boolean isEmpty(PdfValue.Stream stream) {
        try {
            return after.unpack(stream).length == 0;
        } catch (PdfReadException e) {
            return false;
        }
    }

    private boolean isStructural(int number) throws PdfReadException {
        return after.object(number) instanceof PdfValue.Stream stream
                && (stream.dict().is("Type", "XRef") || stream.dict().is("Type", "ObjStm"));
    }
}
