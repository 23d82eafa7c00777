package vn.khue.directory.embedded;

import com.unboundid.ldap.sdk.DN;
import java.util.Optional;

/** Who speaks on a connection. */
sealed interface Caller {

    /** Whose DN; empty while nobody has bound. */
    Optional<DN> name();

    /** Nobody yet: may bind, nothing else. */
    record Anonymous() implements Caller {
        @Override
        public Optional<DN> name() {
            return Optional.empty();
        }
    }

    /** A service or a person: may do what access.ldif grants. */
    record Bound(DN dn) implements Caller {
        @Override
        public Optional<DN> name() {
            return Optional.of(dn);
        }
    }

    /** Reads and writes all. */
    record Admin(DN dn) implements Caller {
        @Override
        public Optional<DN> name() {
            return Optional.of(dn);
        }
    }
}
