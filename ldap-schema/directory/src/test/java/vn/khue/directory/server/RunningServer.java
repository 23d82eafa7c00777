package vn.khue.directory.server;

import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import java.util.Map;
import java.util.stream.Collectors;
import vn.khue.directory.ldap.LdapEndpoint;
import vn.khue.directory.schema.ServiceAccounts;

/** A server that a test started, with an account for every service. */
public interface RunningServer extends AutoCloseable {

    String BASE = "dc=khue,dc=edu,dc=vn";
    String ADMIN = "cn=admin," + BASE;
    String ADMIN_PASSWORD = "admin-7f2c61d0";

    /** Password of each service account. */
    Map<String, String> SERVICES = ServiceAccounts.NAMES.stream()
            .collect(Collectors.toUnmodifiableMap(name -> name, name -> "secret-of-" + name));

    int port();

    @Override
    void close();

    default LDAPConnection anonymous() throws LDAPException {
        return new LDAPConnection("127.0.0.1", port());
    }

    default LDAPConnection admin() throws LDAPException {
        return new LDAPConnection("127.0.0.1", port(), ADMIN, ADMIN_PASSWORD);
    }

    default LDAPConnection service(String name) throws LDAPException {
        return new LDAPConnection("127.0.0.1", port(), "cn=" + name + ",ou=services," + BASE, SERVICES.get(name));
    }

    default LdapEndpoint endpoint(String service) {
        return LdapEndpoint.of(
                "ldap://127.0.0.1:" + port(), BASE, "cn=" + service + ",ou=services," + BASE, SERVICES.get(service));
    }
}
