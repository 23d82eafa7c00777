package vn.khue.audit.detection.sigma;

import java.util.ArrayList;
import java.util.List;

/** Collects the faults of one source, so that an author sees all of them at once. At most {@value #MOST} are kept. Not thread-safe. */
final class Problems {

    static final int MOST = 200;
    private static final int LONGEST = 80;

    private final String source;
    private final List<Problem> found = new ArrayList<>();

    Problems(String source) {
        this.source = source;
    }

    void add(int line, String field, String text) {
        if (found.size() < MOST) {
            found.add(new Problem(source, line, shown(field), text));
        }
    }

    boolean isEmpty() {
        return found.isEmpty();
    }

    List<Problem> list() {
        return List.copyOf(found);
    }

    /** A stranger's text, cut and without control characters. */
    static String shown(String text) {
        String cut = text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text;
        return cut.replaceAll("\\p{Cntrl}", "\uFFFD");
    }
}
