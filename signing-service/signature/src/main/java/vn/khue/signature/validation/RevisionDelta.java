package vn.khue.signature.validation;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import vn.khue.signature.pdf.PdfFile;
import vn.khue.signature.pdf.PdfReadException;
import vn.khue.signature.pdf.PdfValue;
import vn.khue.signature.pdf.XrefEntry;
import vn.khue.signature.pdf.XrefSection;

/**
 * The objects that later revisions added to a document and replaced in it, and who answers for them. Each comparison explains
 * what it knows to be harmless; {@link #conclude} forbids the rest.
 */
final class RevisionDelta {

    static final PdfValue.Dict EMPTY = new PdfValue.Dict(Map.of());

    /** Changes of each sort that are told; a hostile file may have any number. */
    private static final int MOST_TOLD = 500;

    private final PdfFile before;
    private final PdfFile after;
    private final Set<Change> changes = new LinkedHashSet<>();
    private final Set<Integer> added = new TreeSet<>();
    private final Set<Integer> replaced = new TreeSet<>();
    private final Set<Integer> explained = new HashSet<>();
    private final Map<Integer, SharedObjects.Part> parts = new HashMap<>();
    private final Set<Integer> followed = new HashSet<>();

    private RevisionDelta(PdfFile before, PdfFile after) {
        this.before = before;
        this.after = after;
    }

    /**
     * @param before the signed bytes
     * @param after all bytes, or those up to a later revision
     */
    static RevisionDelta of(PdfFile before, PdfFile after) throws PdfReadException {
        RevisionDelta delta = new RevisionDelta(before, after);
        AppendedBytes appended = AppendedBytes.of(before, after);
        appended.objections().forEach(c -> delta.changes.add(c));
        delta.collect(appended.sections());
        return delta;
    }

    PdfFile before() {
        return before;
    }

    PdfFile after() {
        return after;
    }

    void forbid(Change.Kind kind, int object, String name) {
        changes.add(new Change(kind, false, object, name));
    }

    void allow(Change.Kind kind, int object, String name) {
        changes.add(new Change(kind, true, object, name));
    }

    private void collect(List<XrefSection> newer) throws PdfReadException {
        Set<Integer> touched = new TreeSet<>();
        newer.forEach(section -> touched.addAll(section.entries().keySet()));
        for (int number : touched) {
            XrefEntry old = before.entries().getOrDefault(number, new XrefEntry.Free());
            XrefEntry now = after.entries().getOrDefault(number, new XrefEntry.Free());
            boolean was = !(old instanceof XrefEntry.Free);
            boolean is = !(now instanceof XrefEntry.Free);
            if (was && !is) {
                forbid(Change.Kind.OBJECT_REMOVED, number, "");
            } else if (!was && is) {
                added.add(number);
            } else if (was && generation(old) != generation(now)) {
                // References to the old generation lead nowhere now.
                forbid(Change.Kind.OBJECT_REMOVED, number, "");
            } else if (was && !now.equals(old) && !after.isSame(before.object(number), after.object(number))) {
                // Some tools write objects again that they did not change.
                replaced.add(number);
            }
        }
    }

    private static int generation(XrefEntry entry) {
        return entry instanceof XrefEntry.InFile inFile ? inFile.generation() : 0;
    }

    /** Whether the value refers to an object that was added. */
    boolean isNew(PdfValue value) {
        return value instanceof PdfValue.Ref ref
                && added.contains(ref.number())
                && generation(after.entries().get(ref.number())) == ref.generation();
    }

    Set<Integer> added() {
        return Collections.unmodifiableSet(added);
    }

    boolean isReplaced(int number) {
        return replaced.contains(number);
    }

    boolean isReplaced(PdfValue value) {
        return value instanceof PdfValue.Ref ref && replaced.contains(ref.number());
    }

    /**
     * Says that the changes of a replaced object were compared.
     *
     * @param part who may refer to it; any other reference lets it be something else as well
     */
    void compared(int number, SharedObjects.Part part) {
        if (replaced.contains(number)) {
            parts.put(number, part);
        }
    }

    /** {@link #compared} for a value that is written elsewhere and stayed there, or was added. */
    void compared(PdfValue old, PdfValue now, SharedObjects.Part part) {
        if (now instanceof PdfValue.Ref ref) {
            if (now.equals(old)) {
                compared(ref.number(), part);
            } else if (isNew(ref)) {
                explained.add(ref.number());
            }
        }
    }

    /** Says that one new object is known to be harmless; what it refers to is not followed. */
    void explainAlone(PdfValue value) {
        if (isNew(value)) {
            explained.add(((PdfValue.Ref) value).number());
        }
    }

    /** Says that whatever new objects a value leads to are part of something that is judged as a whole. */
    void explain(PdfValue start) throws PdfReadException {
        Deque<PdfValue> open = new ArrayDeque<>();
        open.push(start);
        while (!open.isEmpty()) {
            after.budget().step();
            PdfValue value = open.pop();
            if (value instanceof PdfValue.Ref ref && isNew(ref) && followed.add(ref.number())) {
                explained.add(ref.number());
                open.push(after.object(ref.number()));
            } else if (value instanceof PdfValue.Stream stream) {
                open.push(stream.dict());
            } else if (value instanceof PdfValue.Dict dict) {
                refuseOptionalContent(dict);
                dict.entries().values().forEach(open::push);
            } else if (value instanceof PdfValue.Array array) {
                array.items().forEach(open::push);
            }
        }
    }

    /** What is shown on the screen and not on paper, or the other way round, can be judged by neither. */
    private void refuseOptionalContent(PdfValue.Dict dict) throws PdfReadException {
        boolean optional = dict.has("OC") || dict.is("Type", "OCG") || dict.is("Type", "OCMD");
        for (PdfValue property :
                after.dict(dict.get("Properties")).orElse(EMPTY).entries().values()) {
            PdfValue.Dict properties = after.dict(property).orElse(EMPTY);
            optional |= properties.is("Type", "OCG") || properties.is("Type", "OCMD");
        }
        if (optional) {
            forbid(Change.Kind.OBJECT_CHANGED, 0, "OC");
        }
    }

    /** Every change, allowed or not. */
    List<Change> conclude() throws PdfReadException {
        for (int number : replaced) {
            if (!parts.containsKey(number)) {
                boolean pageNode = dict(before, number).is("Type", "Pages");
                forbid(pageNode ? Change.Kind.PAGE_CHANGED : Change.Kind.OBJECT_CHANGED, number, "");
            }
        }
        for (int number : added) {
            after.budget().step();
            if (!explained.contains(number) && !InertObjects.isOne(after, number)) {
                forbid(Change.Kind.UNREFERENCED_OBJECT, number, "");
            }
        }
        new SharedObjects(before, after, added, replaced, parts).findInto(changes);
        return Stream.of(true, false)
                .flatMap(allowed ->
                        changes.stream().filter(c -> c.allowed() == allowed).limit(MOST_TOLD))
                .toList();
    }

    /** The dictionary that an object is, or that of its stream; empty for anything else. */
    static PdfValue.Dict dict(PdfFile file, int number) throws PdfReadException {
        return file.dict(file.object(number)).orElse(EMPTY);
    }

    /** Keys whose values are written otherwise. */
    static Set<String> differing(PdfValue.Dict old, PdfValue.Dict now) {
        Set<String> keys = new TreeSet<>(old.entries().keySet());
        keys.addAll(now.entries().keySet());
        keys.removeIf(key -> old.get(key).equals(now.get(key)));
        return keys;
    }
}
