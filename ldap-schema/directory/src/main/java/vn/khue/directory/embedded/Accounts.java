package vn.khue.directory.embedded;

import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.LDAPException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import vn.khue.directory.ldap.Tree;

/** Who may bind: the administrator, the services, and people with an app password. Thread-safe. */
final class Accounts {

    private final Map<DN, Account> byDn = new HashMap<>();
    private final PeoplesBinds people;

    /**
     * @param admin password of the administrator
     * @param services password by name of service
     */
    Accounts(Tree tree, String admin, Map<String, String> services, PeoplesBinds people) {
        this.people = people;
        byDn.put(tree.admin(), new Account(new Caller.Admin(tree.admin()), bytes(admin)));
        services.forEach((name, password) -> {
            DN dn = tree.service(name);
            byDn.put(dn, new Account(new Caller.Bound(dn), bytes(password)));
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
        // A bind without password is an anonymous one by RFC 4513 5.1.2, and would look like success.
        if (password.length == 0) {
            return Optional.empty();
        }
        Account account = byDn.get(dn);
        if (account == null) {
            return people.proves(dn, password) ? Optional.of(new Caller.Bound(dn)) : Optional.empty();
        }
        return MessageDigest.isEqual(account.password(), password) ? Optional.of(account.caller()) : Optional.empty();
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
