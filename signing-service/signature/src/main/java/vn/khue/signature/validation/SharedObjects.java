package vn.khue.signature.validation;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import vn.khue.signature.pdf.PdfFile;
import vn.khue.signature.pdf.PdfReadException;
import vn.khue.signature.pdf.PdfValue;
import vn.khue.signature.pdf.XrefEntry;

/**
 * Looks at every reference of a document for two tricks of shadow attacks: the signed revision refers to an object that is
 * missing and comes later; or one object plays two parts, one that may change and one that is content. Generations are not
 * looked at, since readers differ on them.
 */
final class SharedObjects {

    /** Key of a reference from an object that is an array. */
    static final String ITEM = "";

    /** The trailer, as an object that refers; cross-reference streams stand for it too. */
    static final int TRAILER = 0;

    /** The part that a replaced object plays in the document. */
    interface Part {
        /**
         * Whether a reference is one that the part explains.
         *
         * @param object number of the object it stands in, or {@link #TRAILER}
         * @param key of that object's dictionary under which it stands, at any depth, or {@link #ITEM}
         */
        boolean isReferredToBy(int object, String key);
    }

    private final PdfFile before;
    private final PdfFile after;
    private final Set<Integer> added;
    private final Set<Integer> replaced;
    private final Map<Integer, Part> parts;

    /** @param parts of the replaced objects that were compared */
    SharedObjects(PdfFile before, PdfFile after, Set<Integer> added, Set<Integer> replaced, Map<Integer, Part> parts) {
        this.before = before;
        this.after = after;
        this.added = added;
        this.replaced = replaced;
        this.parts = parts;
    }

    /** Adds what is not allowed. */
    void findInto(Set<Change> changes) throws PdfReadException {
        look(TRAILER, before.trailer(), true, changes);
        for (Map.Entry<Integer, XrefEntry> entry : before.entries().entrySet()) {
            after.budget().step();
            if (entry.getValue() instanceof XrefEntry.Packed packed && added.contains(packed.stream())) {
                changes.add(new Change(Change.Kind.DANGLING_REFERENCE_FILLED, false, packed.stream(), ""));
            } else if (!(entry.getValue() instanceof XrefEntry.Free)) {
                PdfFile file = isUnchanged(entry.getKey(), entry.getValue()) ? after : before;
                look(entry.getKey(), file.object(entry.getKey()), true, changes);
            }
        }
        look(TRAILER, after.trailer(), false, changes);
        for (int number : added) {
            look(number, after.object(number), false, changes);
        }
        for (int number : replaced) {
            look(number, after.object(number), false, changes);
        }
    }

    /** Then both files read the same bytes, and those of the later one are read already. */
    private boolean isUnchanged(int number, XrefEntry entry) {
        return entry.equals(after.entries().get(number))
                && (!(entry instanceof XrefEntry.Packed packed)
                        || Objects.equals(
                                before.entries().get(packed.stream()),
                                after.entries().get(packed.stream())));
    }

    private void look(int object, PdfValue value, boolean signed, Set<Change> changes) throws PdfReadException {
        if (value instanceof PdfValue.Stream stream) {
            boolean section = stream.dict().is("Type", "XRef");
            for (Map.Entry<String, PdfValue> entry : stream.dict().entries().entrySet()) {
                boolean trailer = section
                        && (entry.getKey().equals("Root") || entry.getKey().equals("Info"));
                follow(trailer ? TRAILER : object, entry.getKey(), entry.getValue(), signed, changes);
            }
        } else if (value instanceof PdfValue.Dict dict) {
            for (Map.Entry<String, PdfValue> entry : dict.entries().entrySet()) {
                follow(object, entry.getKey(), entry.getValue(), signed, changes);
            }
        } else {
            follow(object, ITEM, value, signed, changes);
        }
    }

    private void follow(int object, String key, PdfValue start, boolean signed, Set<Change> changes)
            throws PdfReadException {
        Deque<PdfValue> open = new ArrayDeque<>();
        open.push(start);
        while (!open.isEmpty()) {
            after.budget().step();
            PdfValue value = open.pop();
            if (value instanceof PdfValue.Ref ref) {
                Part part = parts.get(ref.number());
                if (signed && added.contains(ref.number())) {
                    changes.add(new Change(Change.Kind.DANGLING_REFERENCE_FILLED, false, ref.number(), ""));
                } else if (part != null && !part.isReferredToBy(object, key)) {
                    changes.add(new Change(Change.Kind.OBJECT_CHANGED, false, ref.number(), ""));
                }
            } else if (value instanceof PdfValue.Dict dict) {
                dict.entries().values().forEach(open::push);
            } else if (value instanceof PdfValue.Array array) {
                array.items().forEach(open::push);
            }
        }
    }
}
