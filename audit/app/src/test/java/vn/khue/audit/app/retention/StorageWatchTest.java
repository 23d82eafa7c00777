package vn.khue.audit.app.retention;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.khue.audit.app.store.AuditDatabase;
import vn.khue.audit.app.store.EventStore;
import vn.khue.audit.app.store.Invented;

class StorageWatchTest {

    private static final String TOLD = "select convert_from(body, 'UTF8') from audit_event where kind = 'STORAGE_LOW'";
    private static final RetentionProfile PROFILE =
            new RetentionProfile("test", java.time.Period.ofMonths(12), "a test", 7, 15, 30);

    @TempDir
    Path folder;

    private StorageWatch watch(AuditDatabase database, long databaseBytes) {
        return new StorageWatch(
                database.dataSource(),
                new EventStore(database.dataSource(), database.keys(), Clock.systemUTC()),
                new StorageSettings(folder, OptionalLong.of(databaseBytes), folder.resolve("not/yet/made")),
                PROFILE,
                Clock.systemUTC());
    }

    private static Volume volume(StorageWatch watch, String name) {
        return watch.volumes().stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void tellsOnceWhileItIsLowAndAgainAfterItHadRoom() {
        try (AuditDatabase database = AuditDatabase.start()) {
            StorageWatch full = watch(database, 1_000_000);
            full.look();
            assertThat(full.low()).extracting(Volume::name).contains("database");
            assertThat(database.strings(TOLD))
                    .filteredOn(body -> body.contains("\"resource_type\":\"database\""))
                    .singleElement()
                    .satisfies(body -> assertThat(body).contains("\"severity\":\"High\"", "\"free_bytes\":\"-"));
            assertThat(full.look()).isZero();
            assertThat(watch(database, 1_000_000).look()).as("another node").isZero();
            StorageWatch roomy = watch(database, 1L << 50);
            roomy.look();
            assertThat(roomy.low()).extracting(Volume::name).doesNotContain("database");
            assertThat(full.look()).isEqualTo(1);
            assertThat(volume(full, "ledger").totalBytes()).isPositive();
        }
    }

    @Test
    void aVolumeThatLastsForAFewDaysIsLowThoughMuchOfItIsFree() {
        long gib = 1L << 30;
        assertThat(new Volume("database", 100 * gib, 50 * gib, 2 * gib).low(PROFILE))
                .isTrue();
        assertThat(new Volume("database", 100 * gib, 50 * gib, gib).low(PROFILE))
                .isFalse();
        assertThat(new Volume("database", 100 * gib, 14 * gib, 0).low(PROFILE)).isTrue();
        assertThat(new Volume("database", 100 * gib, 14 * gib, 0).daysLeft()).isEmpty();
        assertThat(new Volume("database", 100 * gib, -gib, gib).daysLeft()).hasValue(0);
    }

    @Test
    void measuresThePaceByTheLastWholeDays() {
        try (AuditDatabase database = AuditDatabase.start()) {
            for (int day = 2; day >= 1; day--) {
                Clock then = Clock.offset(Clock.systemUTC(), Duration.ofDays(-day));
                new EventStore(database.dataSource(), database.keys(), then)
                        .store(Invented.incoming(Invented.logins(500)), List.of(), "khue-events");
            }
            new LogDays(
                            database.dataSource(),
                            new EventStore(database.dataSource(), database.keys(), Clock.systemUTC()),
                            PROFILE,
                            Clock.systemUTC())
                    .keep();
            StorageWatch watch = watch(database, 1L << 40);
            watch.look();
            assertThat(volume(watch, "database").bytesADay()).isBetween(200_000L, 5_000_000L);
            assertThat(volume(watch, "database").daysLeft()).isPresent();
        }
    }
}
