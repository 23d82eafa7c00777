package vn.khue.signature.validation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import vn.khue.signature.validation.FieldLocks.Rule;

/** FieldMDP (ISO 32000-2, 12.8.2.4): names are whole names or whole parents, never beginnings of names. */
class FieldLocksTest {

    private static FieldLocks locks(String action, String... names) {
        return new FieldLocks(2, List.of(new Rule(action, List.of(names))));
    }

    @Test
    void includeLocksTheFieldAndWhatIsBelowIt() {
        FieldLocks locks = locks("Include", "a");
        assertThat(locks.allows("a")).isFalse();
        assertThat(locks.allows("a.b")).isFalse();
        assertThat(locks.allows("a.b.c")).isFalse();
        assertThat(locks.allows("ab")).isTrue();
        assertThat(locks.allows("ab.c")).isTrue();
        assertThat(locks.allows("b.a")).isTrue();
        assertThat(locks("Include", "Signature 1").allows("Signature 10")).isTrue();
        assertThat(locks("Include", "a.b").allows("a")).isTrue();
        assertThat(locks("Include").allows("a")).isTrue();
    }

    @Test
    void excludeLocksAllOthers() {
        FieldLocks locks = locks("Exclude", "a", "c.d");
        assertThat(locks.allows("a")).isTrue();
        assertThat(locks.allows("a.b")).isTrue();
        assertThat(locks.allows("c.d")).isTrue();
        assertThat(locks.allows("ab")).isFalse();
        assertThat(locks.allows("c")).isFalse();
        assertThat(locks.allows("c.dd")).isFalse();
        assertThat(locks("Exclude").allows("a")).isFalse();
    }

    @Test
    void allAndUnknownActionsLockEverything() {
        assertThat(locks("All").allows("a")).isFalse();
        assertThat(locks("All", "b").allows("a")).isFalse();
        assertThat(locks("Something", "b").allows("a")).isFalse();
    }

    @Test
    void everyRuleHasItsSay() {
        FieldLocks locks =
                new FieldLocks(2, List.of(new Rule("Include", List.of("a")), new Rule("Exclude", List.of("a", "b"))));
        assertThat(locks.allows("a")).isFalse();
        assertThat(locks.allows("b")).isTrue();
        assertThat(locks.allows("c")).isFalse();
        assertThat(new FieldLocks(1, List.of()).allows("a")).isFalse();
        assertThat(new FieldLocks(1, List.of()).allowsSignatures()).isFalse();
        assertThat(new FieldLocks(2, List.of()).allows("a")).isTrue();
    }
}
