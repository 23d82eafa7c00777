package vn.khue.directory.server;

import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import vn.khue.directory.ldap.LdapEndpoint;
import vn.khue.directory.schema.ServiceAccounts;

/**
 * A server that a test started, with an account for every service.
 *
 * @param stop ends it; called once, however often the server is closed
 * @param process of its own, where it has one
 */
public record RunningServer(int port, Runnable stop, Optional<ProcessHandle> process) implements AutoCloseable {

    public static final String BASE = "dc=khue,dc=edu,dc=vn";
    public static final String ADMIN = "cn=admin," + BASE;
    public static final String ADMIN_PASSWORD = "admin-7f2c61d0";

    /** Password of each service account. */
    public static final Map<String, String> SERVICES = ServiceAccounts.NAMES.stream()
            .collect(Collectors.toUnmodifiableMap(name -> name, name -> "secret-of-" + name));

    public RunningServer {
        var stopped = new AtomicBoolean();
        Runnable once = stop;
        stop = () -> {
            if (!stopped.getAndSet(true)) {
                once.run();
            }
        };
    }

    public LDAPConnection anonymous() throws LDAPException {
        return new LDAPConnection("127.0.0.1", port);
    }

    public LDAPConnection admin() throws LDAPException {
        return new LDAPConnection("127.0.0.1", port, ADMIN, ADMIN_PASSWORD);
    }

    public LDAPConnection service(String name) throws LDAPException {
        return new LDAPConnection("127.0.0.1", port, dn(name), SERVICES.get(name));
    }

    public LdapEndpoint adminEndpoint() {
        return LdapEndpoint.of("ldap://127.0.0.1:" + port, BASE, ADMIN, ADMIN_PASSWORD);
    }

    public LdapEndpoint endpoint(String service) {
        return LdapEndpoint.of("ldap://127.0.0.1:" + port, BASE, dn(service), SERVICES.get(service));
    }

    @Override
    public void close() {
        stop.run();
    }

    private static String dn(String service) {
        return "cn=" + service + ",ou=services," + BASE;
    }
}
