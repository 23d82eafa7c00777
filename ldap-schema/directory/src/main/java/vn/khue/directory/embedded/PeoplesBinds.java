package vn.khue.directory.embedded;

import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.Entry;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Consumer;
import vn.khue.directory.access.AccessRules;
import vn.khue.directory.access.Privilege;
import vn.khue.directory.access.Rights;
import vn.khue.directory.apppassword.Argon2Hash;

/** Binds by people, who have app passwords and nothing else. Thread-safe. */
final class PeoplesBinds {

    private static final String PASSWORD = "userPassword";

    private final DirectoryEntries entries;
    private final Rights strangers;
    private final BindLocks locks;
    private final Consumer<IOException> diskFailed;

    /** @param diskFailed told when the day of a bind could not be kept */
    PeoplesBinds(DirectoryEntries entries, AccessRules rules, BindLocks locks, Consumer<IOException> diskFailed) {
        this.entries = entries;
        this.strangers = rules.of(Optional.empty());
        this.locks = locks;
        this.diskFailed = diskFailed;
    }

    /** Whether the password is one of that person's, the person is active, and the account is not locked. */
    boolean proves(DN name, byte[] password) {
        Optional<Entry> person = entries.read(name);
        if (person.isEmpty() || !person.get().hasAttribute(PASSWORD)) {
            return false;
        }
        String key = name.toNormalizedString();
        if (!strangers.on(key).may(Privilege.AUTH, PASSWORD, person.get()) || locks.isLocked(key)) {
            return false;
        }
        boolean right = Arrays.stream(person.get().getAttributeValues(PASSWORD))
                .map(Argon2Hash::parse)
                .flatMap(Optional::stream)
                .anyMatch(hash -> hash.proves(password));
        if (right) {
            locks.forget(key);
            used(name);
        } else {
            locks.failed(key);
        }
        return right;
    }

    private void used(DN name) {
        try {
            entries.used(name);
        } catch (IOException e) {
            diskFailed.accept(e);
        }
    }

    /** Begins to count anew, because an entry's passwords were changed. */
    void changed(DN name) {
        locks.forget(name.toNormalizedString());
    }
}
