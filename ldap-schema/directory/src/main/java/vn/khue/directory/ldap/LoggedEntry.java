package vn.khue.directory.ldap;

import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.RDN;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import vn.khue.directory.accesslog.Act;
import vn.khue.directory.accesslog.Author;
import vn.khue.directory.accesslog.LoggedChange;
import vn.khue.directory.accesslog.Place;

/**
 * Reads one entry of slapo-accesslog(5). Of a line of reqMod, {@code attribute:how value}, only what stands before the value is made text; but for the
 * author of a change, whom a peer names there alone. Thread-safe.
 */
final class LoggedEntry {

    static final String START = "reqStart";
    static final String CLASS = "auditWriteObject";
    static final String[] ATTRIBUTES = {
        "objectClass", START, "reqSession", "reqDN", "reqAuthzID", "reqEntryUUID", "entryCSN", LoggedEntry.CHANGES
    };

    private static final String CHANGES = "reqMod";
    private static final String AUTHOR = "modifiersName";
    private static final String FAILURE = "pwdFailureTime";
    private static final String LOCKED = "pwdAccountLockedTime";
    private static final String PASSWORD_CHANGED = "pwdChangedTime";
    private static final String PASSWORD = "userPassword";

    /** What slapd notes in an entry when somebody binds. */
    private static final Set<String> BY_BINDS = Set.of(FAILURE, LOCKED, "authTimestamp");

    /** slapo-refint takes whoever was deleted out of the groups; the deletion is logged by itself. */
    private static final String TIDYING = "cn=Referential Integrity Overlay";

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuuMMddHHmmss.SSSSSS'Z'", Locale.ROOT);
    /** slapd numbers the connections of clients from here; below stands the rid of a syncrepl (SLAPD_SYNC_SYNCCONN_OFFSET). */
    private static final long FIRST_CLIENT = 1000;

    private static final int TIME_LENGTH = 22;
    private static final int LONGEST_NAME = 128;
    private static final int LONGEST_DN = 1024;

    private final Tree tree;

    LoggedEntry(Tree tree) {
        this.tree = tree;
    }

    /**
     * The change; empty for what slapd does by itself, and for entries that are no changes.
     *
     * @throws LDAPException if an entry lacks what slapd always writes
     */
    Optional<LoggedChange> read(Entry entry) throws LDAPException {
        DN name = new DN(value(entry, "reqDN"));
        Optional<Act> logged = act(entry);
        if (logged.isEmpty() || !name.isDescendantOf(tree.base(), true)) {
            return Optional.empty();
        }
        Map<String, Character> changes = new HashMap<>();
        String by = entry.getAttributeValue("reqAuthzID");
        boolean copied = isCopied(value(entry, "reqSession"));
        // A peer applies changes as the root of its database.
        boolean named = !copied;
        byte[][] lines = entry.getAttributeValueByteArrays(CHANGES);
        for (byte[] line : lines == null ? new byte[0][] : lines) {
            int end = end(line);
            if (end <= 0) {
                continue;
            }
            String attribute = new String(line, 0, end, StandardCharsets.US_ASCII);
            if (AUTHOR.equalsIgnoreCase(attribute)) {
                if (line.length > end + 3 && line.length < LONGEST_DN) {
                    by = new String(line, end + 3, line.length - end - 3, StandardCharsets.UTF_8);
                    named = true;
                }
            } else {
                changes.put(attribute, line.length > end + 1 ? (char) line[end + 1] : ' ');
            }
        }
        if (TIDYING.equalsIgnoreCase(by)) {
            return Optional.empty();
        }
        Optional<Act> act = logged.get() == Act.MODIFY ? modified(changes) : logged;
        if (act.isEmpty()) {
            return Optional.empty();
        }
        Place place = place(name, entry);
        String stamp = Optional.ofNullable(entry.getAttributeValue("entryCSN")).orElse(value(entry, START));
        return Optional.of(new LoggedChange(
                key(stamp, act.get(), name, place),
                time(stamp),
                act.get(),
                place,
                named ? author(by) : new Author.Unknown(),
                told(logged.get(), changes.keySet()),
                copied));
    }

    private static Optional<Act> act(Entry entry) {
        if (entry.hasObjectClass("auditAdd")) {
            return Optional.of(Act.ADD);
        }
        if (entry.hasObjectClass("auditModify")) {
            return Optional.of(Act.MODIFY);
        }
        if (entry.hasObjectClass("auditDelete")) {
            return Optional.of(Act.DELETE);
        }
        return entry.hasObjectClass("auditModRDN") ? Optional.of(Act.RENAME) : Optional.empty();
    }

    /** Empty where slapd wrote only that somebody got in, or that wrong binds no longer count. */
    private static Optional<Act> modified(Map<String, Character> changes) {
        if (changes.isEmpty() || !BY_BINDS.containsAll(changes.keySet())) {
            return Optional.of(Act.MODIFY);
        }
        if (changes.containsKey(FAILURE)) {
            return changes.get(FAILURE) == '+'
                    ? Optional.of(changes.containsKey(LOCKED) ? Act.LOCK : Act.WRONG_BIND)
                    : Optional.empty();
        }
        return changes.containsKey(LOCKED) ? Optional.of(Act.MODIFY) : Optional.empty();
    }

    /** slapo-ppolicy dates each new password, so a password is known to be another without being seen. */
    private static SortedSet<String> told(Act logged, Set<String> names) {
        var told = new TreeSet<>(names);
        if (told.remove(PASSWORD_CHANGED)) {
            told.add(PASSWORD);
        }
        if (logged == Act.ADD) {
            told.remove("objectClass");
        }
        return told;
    }

    /** Where the attribute's name ends in {@code name:how value}; 0 or less where there is none. */
    private static int end(byte[] line) {
        for (int i = 0; i < Math.min(line.length, LONGEST_NAME); i++) {
            if (line[i] == ':') {
                return i;
            }
            boolean fits = line[i] >= '0' && line[i] <= '9'
                    || line[i] >= 'A' && line[i] <= 'Z'
                    || line[i] >= 'a' && line[i] <= 'z'
                    || line[i] == '-'
                    || line[i] == '.'
                    || line[i] == ';';
            if (!fits) {
                return -1;
            }
        }
        return -1;
    }

    private static boolean isCopied(String session) throws LDAPException {
        try {
            return Long.compareUnsigned(Long.parseUnsignedLong(session), FIRST_CLIENT) < 0;
        } catch (NumberFormatException e) {
            throw unreadable("reqSession", e);
        }
    }

    private Author author(String dn) {
        try {
            DN by = new DN(dn == null ? "" : dn);
            if (by.equals(tree.admin())) {
                return new Author.Administrator();
            }
            RDN own = by.getRDN();
            if (own != null && tree.services().equals(by.getParent())) {
                return new Author.Service(own.getAttributeValues()[0]);
            }
            if (own != null && tree.people().equals(by.getParent())) {
                return new Author.Person(own.getAttributeValues()[0]);
            }
            return new Author.Unknown();
        } catch (LDAPException e) {
            return new Author.Unknown();
        }
    }

    private Place place(DN name, Entry entry) throws LDAPException {
        Optional<UUID> id = entry.hasAttribute("reqEntryUUID")
                ? Optional.of(uuid(entry.getAttributeValue("reqEntryUUID")))
                : Optional.empty();
        if (name.equals(tree.base())) {
            return new Place("base", "", id);
        }
        DN branch = name;
        while (!tree.base().equals(branch.getParent())) {
            branch = branch.getParent();
        }
        RDN own = branch.getRDN();
        boolean known = "ou".equalsIgnoreCase(own.getAttributeNames()[0]);
        return new Place(
                known ? own.getAttributeValues()[0].toLowerCase(Locale.ROOT) : "other",
                name.equals(branch) ? "" : name.getRDN().getAttributeValues()[0],
                id);
    }

    /** Over the entry's UUID rather than its name, by trying which one would find a login name again. */
    private static String key(String stamp, Act act, DN name, Place place) {
        String which = place.entry().map(UUID::toString).orElseGet(name::toNormalizedString);
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256")
                    .digest(("khue directory change\n" + stamp + "\n" + act + "\n" + which)
                            .getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("expected SHA-256, which every Java has, found none", e);
        }
    }

    private static Instant time(String stamp) throws LDAPException {
        try {
            return LocalDateTime.parse(stamp.substring(0, TIME_LENGTH), TIME).toInstant(ZoneOffset.UTC);
        } catch (RuntimeException e) {
            throw unreadable("entryCSN", e);
        }
    }

    private static UUID uuid(String text) throws LDAPException {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw unreadable("reqEntryUUID", e);
        }
    }

    private static String value(Entry entry, String attribute) throws LDAPException {
        String value = entry.getAttributeValue(attribute);
        if (value == null) {
            throw unreadable(attribute, null);
        }
        return value;
    }

    private static LDAPException unreadable(String attribute, Exception cause) {
        return new LDAPException(
                com.unboundid.ldap.sdk.ResultCode.DECODING_ERROR,
                "expected " + attribute + " of slapo-accesslog, found none or another form",
                cause);
    }
}
