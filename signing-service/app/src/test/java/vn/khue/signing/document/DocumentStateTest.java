package vn.khue.signing.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The whole table of steps, so that a new one cannot slip in. */
class DocumentStateTest {
    @Test
    void theseStepsAndNoOthers() {
        Set<String> found = new TreeSet<>();
        for (DocumentState from : DocumentState.values()) {
            for (DocumentAct act : DocumentAct.values()) {
                from.after(act).ifPresent(to -> found.add(from + " -" + act + "-> " + to));
            }
        }
        assertThat(found)
                .isEqualTo(new TreeSet<>(Set.of(
                        "SUBMITTED -SIGN-> SIGNED",
                        "SUBMITTED -RETURN-> RETURNED",
                        "SIGNED -NUMBER-> NUMBERED",
                        "SIGNED -RECALL-> RECALLED",
                        "NUMBERED -SEAL-> SEALED",
                        "NUMBERED -RECALL-> RECALLED",
                        "SEALED -PUBLISH-> PUBLISHED",
                        "SEALED -RECALL-> RECALLED",
                        "PUBLISHED -RECALL-> RECALLED")));
    }

    @Test
    void aSealNeedsThePersonsSignature() {
        for (DocumentState state : DocumentState.values()) {
            if (state.after(DocumentAct.SEAL).isPresent()) {
                assertThat(state.signedByPerson()).as(state.name()).isTrue();
            }
        }
    }
}
