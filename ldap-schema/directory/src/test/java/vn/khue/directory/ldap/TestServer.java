package vn.khue.directory.ldap;

import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A running server of a test.
 *
 * @param process of its own, where it has one
 */
record TestServer(int port, Runnable stop, Optional<ProcessHandle> process) implements AutoCloseable {

    static final String BASE = "dc=khue,dc=edu,dc=vn";
    static final String PASSWORD = "admin-7f2c61d0";
    static final String KEYCLOAK_PASSWORD = "keycloak-1b9e";

    TestServer {
        var stopped = new AtomicBoolean();
        Runnable once = stop;
        stop = () -> {
            if (!stopped.getAndSet(true)) {
                once.run();
            }
        };
    }

    LdapEndpoint admin() {
        return LdapEndpoint.of("ldap://127.0.0.1:" + port, BASE, "cn=admin," + BASE, PASSWORD);
    }

    LdapEndpoint keycloak() {
        return LdapEndpoint.of("ldap://127.0.0.1:" + port, BASE, "cn=keycloak,ou=services," + BASE, KEYCLOAK_PASSWORD);
    }

    LDAPConnection connect() throws LDAPException {
        return new LDAPConnection("127.0.0.1", port, "cn=admin," + BASE, PASSWORD);
    }

    @Override
    public void close() {
        stop.run();
    }
}
