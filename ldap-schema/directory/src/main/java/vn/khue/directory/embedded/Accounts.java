package vn.khue.directory.embedded;

import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.LDAPException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import vn.khue.directory.ldap.Tree;

/** The accounts that may bind: the administrator and the services. Immutable. */
final class Accounts {

    private final Map<DN, Account> byDn = new HashMap<>();

    /**
     * @param admin password of the administrator
     * @param services password by name of service
     */
    Accounts(Tree tree, String admin, Map<String, String> services) {
        byDn.put(tree.admin(), new Account(new Caller.Admin(tree.admin()), bytes(admin)));
        services.forEach((name, password) -> {
            DN dn = tree.service(name);
            byDn.put(dn, new Account(new Caller.Service(dn, ServiceRights.of(name, tree)), bytes(password)));
        });
    }

    /** Who binds with that name and password, if anyone may. */
    Optional<Caller> bind(String name, byte[] password) {
        DN dn;
        try {
            dn = new DN(name);
        } catch (LDAPException e) {
            return Optional.empty();
        }
        Account account = byDn.get(dn);
        // A bind without password is an anonymous one by RFC 4513 5.1.2, and would look like success.
        boolean matches = account != null && password.length > 0 && MessageDigest.isEqual(account.password(), password);
        return matches ? Optional.of(account.caller()) : Optional.empty();
    }

    private static byte[] bytes(String password) {
        if (password.isBlank()) {
            throw new IllegalArgumentException(
                    "expected a password for each account, found an empty one; see KHUE_SECRETS");
        }
        return password.getBytes(StandardCharsets.UTF_8);
    }

    private record Account(Caller caller, byte[] password) {}
}
