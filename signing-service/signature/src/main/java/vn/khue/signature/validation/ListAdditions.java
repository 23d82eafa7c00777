package vn.khue.signature.validation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import vn.khue.signature.pdf.PdfValue;

/** What was added to a list whose old items are all still there, in their order. */
final class ListAdditions {

    private ListAdditions() {}

    /** Empty where an old item is missing or moved. */
    static Optional<List<PdfValue>> between(List<PdfValue> old, List<PdfValue> now) {
        List<PdfValue> fresh = new ArrayList<>();
        int at = 0;
        for (PdfValue item : now) {
            if (at < old.size() && old.get(at).equals(item)) {
                at++;
            } else {
                fresh.add(item);
            }
        }
        return at == old.size() ? Optional.of(fresh) : Optional.empty();
    }
}
