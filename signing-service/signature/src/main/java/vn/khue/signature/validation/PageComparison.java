package vn.khue.signature.validation;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import vn.khue.signature.pdf.Pages;
import vn.khue.signature.pdf.PdfFile;
import vn.khue.signature.pdf.PdfReadException;
import vn.khue.signature.pdf.PdfValue;

/** Pages: only the widgets of new signatures may be added to them, each to one page. */
final class PageComparison {

    private final RevisionDelta delta;
    private final PdfFile before;
    private final PdfFile after;
    private final Map<Integer, PdfValue.Dict> pages = new HashMap<>();
    /** Lists of annotations that are objects of their own. */
    private final Set<Integer> lists = new HashSet<>();

    PageComparison(RevisionDelta delta) throws PdfReadException {
        this.delta = delta;
        this.before = delta.before();
        this.after = delta.after();
        for (Pages.Page page : Pages.of(before)) {
            pages.put(page.object(), page.dict());
            if (page.dict().get("Annots") instanceof PdfValue.Ref list) {
                lists.add(list.number());
            }
        }
    }

    /** Whether a reference stands in a page's list of annotations. */
    boolean isAnnotation(int object, String key) {
        return (pages.containsKey(object) && key.equals("Annots")) || lists.contains(object);
    }

    boolean isPage(int object) {
        return pages.containsKey(object);
    }

    /** @param newFields widgets that may be added */
    void run(Set<Integer> newFields) throws PdfReadException {
        Set<Integer> free = new HashSet<>(newFields);
        for (Map.Entry<Integer, PdfValue.Dict> page : pages.entrySet()) {
            after.budget().step();
            int object = page.getKey();
            PdfValue.Dict old = page.getValue();
            PdfValue.Dict now = delta.isReplaced(object) ? RevisionDelta.dict(after, object) : old;
            // Only the list of annotations may differ, so it does not matter who else refers to the page.
            delta.compared(object, (by, key) -> true);
            for (String key : RevisionDelta.differing(old, now)) {
                if (!key.equals("Annots")) {
                    delta.forbid(Change.Kind.PAGE_CHANGED, object, key);
                }
            }
            PdfValue oldList = old.get("Annots");
            PdfValue newList = now.get("Annots");
            if (!oldList.equals(newList) || delta.isReplaced(newList)) {
                delta.compared(oldList, newList, this::isList);
                compareAnnotations(object, before.items(oldList), after.items(newList), free);
            }
        }
    }

    private boolean isList(int object, String key) {
        return pages.containsKey(object) && key.equals("Annots");
    }

    private void compareAnnotations(int page, List<PdfValue> old, List<PdfValue> now, Set<Integer> free) {
        Optional<List<PdfValue>> fresh = ListAdditions.between(old, now);
        boolean allowed = fresh.isPresent();
        for (PdfValue item : fresh.orElse(List.of())) {
            allowed &= item instanceof PdfValue.Ref ref && free.remove(ref.number());
        }
        if (!allowed) {
            delta.forbid(Change.Kind.ANNOTATION_CHANGED, page, "");
        }
    }
}
