package vn.khue.audit.app.erasure;

import java.time.Instant;

/** Why somebody cannot be erased now. */
sealed interface Hindrance {

    /** The log has nothing of this person that could be erased. */
    record Nothing() implements Hindrance {}

    /** Law wants the fields until then. */
    record Law(Instant until) implements Hindrance {}

    /** An open case or alert names the person, or counts an act of theirs: evidence is not destroyed. */
    record Held() implements Hindrance {}
}
