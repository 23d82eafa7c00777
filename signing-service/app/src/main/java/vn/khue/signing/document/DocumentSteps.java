package vn.khue.signing.document;

import java.util.ArrayList;
import java.util.List;

/** The steps a page shows: which are done, which is next. */
public final class DocumentSteps {
    private static final List<String> NAMES = List.of("submit", "sign", "number", "seal", "publish");

    private DocumentSteps() {}

    /**
     * One step.
     *
     * @param number from 1
     * @param label key of the bundle
     */
    public record Step(int number, String label, boolean done, boolean current) {}

    public static List<Step> of(DocumentState state) {
        int done =
                switch (state) {
                    case REFUSED -> 0;
                    case SUBMITTED, RETURNED -> 1;
                    case SIGNED, RECALLED -> 2;
                    case NUMBERED -> 3;
                    case SEALED -> 4;
                    case PUBLISHED -> 5;
                };
        boolean ended = state == DocumentState.REFUSED
                || state == DocumentState.RETURNED
                || state == DocumentState.RECALLED
                || state == DocumentState.PUBLISHED;
        List<Step> steps = new ArrayList<>();
        for (int i = 0; i < NAMES.size(); i++) {
            steps.add(new Step(i + 1, "step." + NAMES.get(i), i < done, !ended && i == done));
        }
        return steps;
    }
}
