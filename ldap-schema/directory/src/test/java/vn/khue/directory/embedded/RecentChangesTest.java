package vn.khue.directory.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import com.unboundid.ldap.sdk.Entry;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class RecentChangesTest {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuuMMddHHmmss.SSS'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final Instant BEGIN = Instant.parse("2026-11-23T00:00:00Z");
    private static final int ROOM = 1 << 16;

    private final RecentChanges changes = new RecentChanges();

    @Test
    void whatChangedSinceIsHeldInAnyOrderOfTimes() {
        StoredEntry late = changed(3000);
        StoredEntry early = changed(1000);
        assertThat(since(0)).containsExactly(late, early);
        assertThat(since(1001)).containsExactly(late);
        assertThat(since(3000)).containsExactly(late);
        assertThat(since(3001)).isEmpty();
        changes.add(early, entry(5000));
        assertThat(since(4000)).containsExactly(early);
    }

    @Test
    void aboutTimesThatWereForgottenItSaysNothing() {
        for (int i = 0; i < ROOM + 10; i++) {
            changed(i);
        }
        assertThat(changes.since(time(9))).isEmpty();
        assertThat(since(10)).hasSize(ROOM);
        assertThat(since(ROOM)).hasSize(10);
    }

    @Test
    void otherTextIsNoTimeAndEntriesWithoutOneAreLeftOut() {
        changed(1);
        assertThat(changes.since("yesterday")).isEmpty();
        changes.add(new StoredEntry("cn=x", "", 1, new byte[0]), new Entry("cn=x"));
        assertThat(since(0)).hasSize(1);
    }

    @Test
    void slapdsFormOfTimesIsReadToo() {
        changed(0);
        assertThat(changes.since("20261123000000Z").orElseThrow()).hasSize(1);
        assertThat(changes.since("20261123000001Z").orElseThrow()).isEmpty();
    }

    private Collection<StoredEntry> since(long millis) {
        return changes.since(time(millis)).orElseThrow();
    }

    private StoredEntry changed(long millis) {
        var stored = new StoredEntry("cn=" + millis, "", millis, new byte[0]);
        changes.add(stored, entry(millis));
        return stored;
    }

    private static Entry entry(long millis) {
        return new Entry(
                "cn=" + millis, List.of(new com.unboundid.ldap.sdk.Attribute("modifyTimestamp", time(millis))));
    }

    private static String time(long millis) {
        return TIME.format(BEGIN.plusMillis(millis));
    }
}
