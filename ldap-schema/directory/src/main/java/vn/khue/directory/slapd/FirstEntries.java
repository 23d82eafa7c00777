package vn.khue.directory.slapd;

import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.BindResult;
import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.SimpleBindRequest;
import java.io.IOException;
import java.util.List;

/**
 * Sees to it that the branches, policies and service accounts are as the settings say: all in a new directory, and in an older one what is
 * missing, other numbers of the policy, and changed service passwords. What is right already is not written again.
 */
final class FirstEntries {

    private static final String PASSWORD = "userPassword";

    private final SlapdConfig config;
    private final SlapdSettings settings;
    private final SlapdConnection server;

    FirstEntries(SlapdConfig config, SlapdSettings settings, SlapdConnection server) {
        this.config = config;
        this.settings = settings;
        this.server = server;
    }

    void settle() throws LDAPException, IOException {
        try (LDAPConnection admin = server.open()) {
            admin.bind(server.admin(), settings.adminPassword());
            for (Entry wanted : config.firstEntries()) {
                try {
                    admin.add(wanted);
                } catch (LDAPException e) {
                    if (!ResultCode.ENTRY_ALREADY_EXISTS.equals(e.getResultCode())) {
                        throw e;
                    }
                    correct(admin, wanted);
                }
            }
        }
    }

    private void correct(LDAPConnection admin, Entry wanted) throws LDAPException {
        Entry there = admin.getEntry(wanted.getDN(), "*", "+");
        if (wanted.hasObjectClass("pwdPolicy")) {
            for (Attribute attribute : wanted.getAttributes()) {
                if (attribute.getName().startsWith("pwd")
                        && !attribute.equals(there.getAttribute(attribute.getName()))) {
                    replace(admin, wanted, attribute);
                }
            }
        }
        if (wanted.hasObjectClass("simpleSecurityObject")) {
            if (!opens(wanted)) {
                replace(admin, wanted, wanted.getAttribute(PASSWORD));
            }
            if (!there.hasAttribute("pwdPolicySubentry")) {
                replace(admin, wanted, wanted.getAttribute("pwdPolicySubentry"));
            }
        }
    }

    /** Whether the account opens with the password that the settings give. */
    private boolean opens(Entry account) throws LDAPException {
        String name = account.getAttributeValue("cn");
        String password = settings.replication()
                .filter(some -> "replicator".equals(name))
                .map(SlapdReplication::password)
                .orElseGet(() -> settings.servicePasswords().getOrDefault(name, ""));
        try (LDAPConnection other = server.open()) {
            BindResult result = other.bind(new SimpleBindRequest(account.getDN(), password));
            return ResultCode.SUCCESS.equals(result.getResultCode());
        } catch (LDAPException e) {
            if (ResultCode.INVALID_CREDENTIALS.equals(e.getResultCode())) {
                return false;
            }
            throw e;
        }
    }

    private static void replace(LDAPConnection admin, Entry entry, Attribute attribute) throws LDAPException {
        admin.modify(
                entry.getDN(),
                List.of(new Modification(ModificationType.REPLACE, attribute.getName(), attribute.getValues())));
    }
}
