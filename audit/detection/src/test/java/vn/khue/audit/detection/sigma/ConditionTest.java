package vn.khue.audit.detection.sigma;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConditionTest {

    private static final String SELECTIONS =
            "sel_a:\n    a: 1\nsel_b:\n    b: 1\nfilter:\n    c: 1\n_x:\n    d: 1\ncondition: ";

    /** Which of the four selections hold, as letters. */
    @ParameterizedTest(name = "{0} with {1}: {2}")
    @CsvSource({
        "sel_a, a, true",
        "sel_a and sel_b, a, false",
        "sel_a or sel_b and filter, a, true",
        "(sel_a or sel_b) and filter, a, false",
        "not sel_a and sel_b, b, true",
        "not sel_a and sel_b, ab, false",
        "not (sel_a and sel_b), a, true",
        "not not sel_a, a, true",
        "1 of sel_*, b, true",
        "all of sel_*, b, false",
        "all of sel_*, ab, true",
        "1 of them, d, false",
        "any of them, c, true",
        "all of them, abc, true",
        "1 of sel_* and not filter, ac, false",
        "sel_a and not 1 of filter*, a, true",
        "_x, d, true"
    })
    void holds(String condition, String letters, boolean expected) {
        Map<String, String> fields = new HashMap<>();
        letters.chars().forEach(letter -> fields.put(Character.toString(letter), "1"));
        assertThat(OneEvent.expression(SELECTIONS + condition).matches(new OneEvent(fields)))
                .isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '#',
            value = {
                "sel_c # expected an identifier of this detection, found sel_c",
                "sel_a and # expected an identifier, found the end",
                "and sel_a # expected an identifier, found and",
                "(sel_a # expected ), found the end",
                "sel_a sel_b # expected and, or, or the end, found sel_b",
                "2 of sel_* # expected 1, any or all before of, found 2",
                "1 of nothing* # expected a pattern of identifiers",
                "1 of # expected them or a pattern",
                "sel_a | count() > 5 # write a correlation rule instead",
                ") # expected an identifier, found )"
            })
    void refuses(String condition, String named) {
        assertThat(OneEvent.problems(OneEvent.rule(SELECTIONS + "'" + condition + "'")))
                .singleElement()
                .asString()
                .contains("detection.condition")
                .contains(named);
    }

    @Test
    void listsAreAlternativesAndTextsAreLookedForEverywhere() {
        assertThat(OneEvent.expression("s:\n    - a: 1\n      b: 1\n    - c: 1\ncondition: s")
                        .matches(new OneEvent(Map.of("c", "1"))))
                .isTrue();
        assertThat(OneEvent.expression("s:\n    - needle\n    - other\ncondition: s")
                        .matches(new OneEvent(Map.of("c", "hay NEEDLE hay"))))
                .isTrue();
        assertThat(OneEvent.expression("s:\n    a: 1\nt:\n    b: 1\ncondition:\n    - s\n    - t")
                        .matches(new OneEvent(Map.of("b", "1"))))
                .isTrue();
    }
}
