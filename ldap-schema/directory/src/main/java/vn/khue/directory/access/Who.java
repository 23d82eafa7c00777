package vn.khue.directory.access;

import java.util.Optional;

/** Whom a clause is about. */
sealed interface Who {

    /**
     * Whether it is about that caller.
     *
     * @param caller DN, normalised; empty for one who has not bound
     */
    boolean is(Optional<String> caller);

    /** Everyone. */
    record Everyone() implements Who {
        @Override
        public boolean is(Optional<String> caller) {
            return true;
        }
    }

    /** Nobody yet. */
    record Anonymous() implements Who {
        @Override
        public boolean is(Optional<String> caller) {
            return caller.isEmpty();
        }
    }

    /** Those whose DN the target names. */
    record Named(Target names) implements Who {
        @Override
        public boolean is(Optional<String> caller) {
            return caller.filter(names::names).isPresent();
        }
    }
}
