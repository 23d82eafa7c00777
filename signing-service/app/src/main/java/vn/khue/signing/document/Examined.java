package vn.khue.signing.document;

import java.util.Optional;

/**
 * What the examination of a submitted file found.
 *
 * @param pages 0 for a refused file
 * @param numberFields how many of the fields {@code SoVB} and {@code NgayBH} can be filled: 0 to 2
 * @param rule name of the intake's or of a {@link SubmissionRule} that refuses it; empty where it may be signed
 * @param detail what was expected and found, for the expert; with a rule only
 */
public record Examined(int pages, int numberFields, Optional<String> rule, Optional<String> detail) {
    static Examined fit(int pages, int numberFields) {
        return new Examined(pages, numberFields, Optional.empty(), Optional.empty());
    }

    static Examined refused(String rule, String detail) {
        return new Examined(0, 0, Optional.of(rule), Optional.of(detail));
    }

    boolean accepted() {
        return rule.isEmpty();
    }
}
