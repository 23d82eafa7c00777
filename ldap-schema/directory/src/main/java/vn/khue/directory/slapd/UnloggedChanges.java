package vn.khue.directory.slapd;

import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.LDAPSearchException;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import com.unboundid.ldap.sdk.ModifyRequest;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.SearchResultEntry;
import com.unboundid.ldap.sdk.SearchScope;
import com.unboundid.ldap.sdk.controls.AssertionRequestControl;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Mends what a crash leaves between the database and its log of changes. slapo-accesslog(5) writes the log after the database, so a slapd that
 * is killed between the two keeps a change that no peer will ever hear of. Such a change was never acknowledged, but the servers
 * would differ for good. Of the last minute before the crash, an entry that was added so is taken away again, and one that was changed so is
 * written once more as it stands; both are logged. A removal that was cut off so is not seen: it leaves no entry.
 */
final class UnloggedChanges {

    private static final String LOG = "cn=accesslog";
    private static final String CSN = "entryCSN";
    private static final String CREATED = "createTimestamp";
    private static final String PASSWORD = "userPassword";
    private static final Set<String> NEVER_CHANGE = Set.of(CSN, CREATED, "uid", "khueId");

    /** slapo-unique searches with the assertion of the change it looks at and would fail it, so these are taken away and given back. */
    private static final Set<String> UNIQUE = Set.of("mail", "khueCitizenHash");

    private static final Set<ResultCode> QUICKER = Set.of(
            ResultCode.ASSERTION_FAILED,
            ResultCode.NO_SUCH_OBJECT,
            ResultCode.NO_SUCH_ATTRIBUTE,
            ResultCode.ATTRIBUTE_OR_VALUE_EXISTS);
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuuMMddHHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter EXACT =
            DateTimeFormatter.ofPattern("uuuuMMddHHmmss.SSSSSS", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final int TIME_LENGTH = 14;
    private static final int IN_FLIGHT_SECONDS = 60;

    private final LDAPConnection admin;
    private final String base;
    private final String sid;

    /** @param admin bound as the administrator */
    UnloggedChanges(LDAPConnection admin, String base, int serverId) {
        this.admin = admin;
        this.base = base;
        this.sid = String.format(Locale.ROOT, "#%03x#", serverId);
    }

    /**
     * Logs them. Harmless while others write: an entry that changes meanwhile is left alone.
     *
     * @param started when this slapd was started; what is younger is not from before a crash
     * @return how many entries were mended
     */
    int log(Instant started) throws LDAPException {
        String begin = EXACT.format(started);
        Set<String> logged = logged(begin);
        String last = logged.stream().max(String::compareTo).orElse("");
        if (last.isEmpty()) {
            return 0;
        }
        Instant before = TIME.parse(last.substring(0, TIME_LENGTH), java.time.LocalDateTime::from)
                .toInstant(ZoneOffset.UTC)
                .minusSeconds(IN_FLIGHT_SECONDS);
        int mended = 0;
        for (SearchResultEntry entry : admin.search(
                        base,
                        SearchScope.SUB,
                        Filter.createGreaterOrEqualFilter(CSN, TIME.format(before) + ".000000Z#000000#000#000000"),
                        "*",
                        CSN,
                        CREATED)
                .getSearchEntries()) {
            String csn = entry.getAttributeValue(CSN);
            if (!csn.contains(sid) || csn.compareTo(begin) >= 0 || logged.contains(csn)) {
                continue;
            }
            boolean added = entry.getAttributeValue(CREATED).compareTo(TIME.format(before)) >= 0 && !wasAdded(entry);
            if (added ? changed(() -> admin.delete(entry.getDN())) : restate(entry, csn)) {
                mended++;
            }
        }
        return mended;
    }

    /** Whether the log knows how the entry came. */
    private boolean wasAdded(Entry entry) throws LDAPException {
        Filter filter = Filter.createANDFilter(
                Filter.createEqualityFilter("objectClass", "auditAdd"),
                Filter.createEqualityFilter("reqDN", entry.getDN()));
        return admin.search(LOG, SearchScope.ONE, filter, "1.1").getEntryCount() > 0;
    }

    /** CSNs of this server's changes that are in the log and older than its start. */
    private Set<String> logged(String begin) throws LDAPException {
        var found = new HashSet<String>();
        try {
            for (SearchResultEntry entry : admin.search(LOG, SearchScope.ONE, Filter.createPresenceFilter(CSN), CSN)
                    .getSearchEntries()) {
                String csn = entry.getAttributeValue(CSN);
                if (csn.contains(sid) && csn.compareTo(begin) < 0) {
                    found.add(csn);
                }
            }
        } catch (LDAPSearchException e) {
            if (!ResultCode.NO_SUCH_OBJECT.equals(e.getResultCode())) {
                throw e;
            }
        }
        return found;
    }

    /** Whether the entry was still as it was read, and is written again. */
    private boolean restate(Entry entry, String csn) throws LDAPException {
        var all = new ArrayList<Modification>();
        var after = new ArrayList<List<Modification>>();
        for (Attribute attribute : entry.getAttributes()) {
            String name = attribute.getName();
            byte[][] values = attribute.getValueByteArrays();
            if (UNIQUE.contains(name)) {
                for (byte[] value : values) {
                    after.add(List.of(
                            new Modification(ModificationType.DELETE, name, value),
                            new Modification(ModificationType.ADD, name, value)));
                }
            } else if (PASSWORD.equals(name)) {
                // slapo-ppolicy takes one password in one change.
                all.add(new Modification(ModificationType.REPLACE, name, values[0]));
                for (int i = 1; i < values.length; i++) {
                    after.add(List.of(new Modification(ModificationType.ADD, name, values[i])));
                }
            } else if (!NEVER_CHANGE.contains(name)) {
                all.add(new Modification(ModificationType.REPLACE, name, values));
            }
        }
        var request = new ModifyRequest(entry.getDN(), all);
        request.addControl(new AssertionRequestControl(Filter.createEqualityFilter(CSN, csn)));
        if (!changed(() -> admin.modify(request))) {
            return false;
        }
        for (List<Modification> changes : after) {
            changed(() -> admin.modify(entry.getDN(), changes));
        }
        return true;
    }

    /** False where someone else was quicker. */
    private static boolean changed(Act act) throws LDAPException {
        try {
            act.run();
            return true;
        } catch (LDAPException e) {
            if (QUICKER.contains(e.getResultCode())) {
                return false;
            }
            throw e;
        }
    }

    private interface Act {
        void run() throws LDAPException;
    }
}
