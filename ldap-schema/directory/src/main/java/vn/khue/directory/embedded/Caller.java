package vn.khue.directory.embedded;

import com.unboundid.ldap.sdk.DN;

/** Who speaks on a connection. */
sealed interface Caller {

    /** Nobody yet: may bind, nothing else. */
    record Anonymous() implements Caller {}

    /** Someone who has bound. */
    sealed interface Known extends Caller {
        DN dn();
    }

    /** Reads what its rights list. */
    record Service(DN dn, ServiceRights rights) implements Known {}

    /** Reads and writes all. */
    record Admin(DN dn) implements Known {}
}
