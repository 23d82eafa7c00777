package vn.khue.audit.app.retention;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import vn.khue.audit.app.store.DayPartitions;
import vn.khue.audit.app.store.DayPartitions.Partition;

/** Measures where the log grows. Immutable. */
final class StorageRoom {

    private static final int PACE_DAYS = 7;

    private final StorageSettings settings;
    private final RetentionProfile profile;

    StorageRoom(StorageSettings settings, RetentionProfile profile) {
        this.settings = settings;
        this.profile = profile;
    }

    /** The volumes now. The ledger grows by some as much as the rows without their indexes: it is counted at the pace of the database. */
    List<Volume> measure(Connection connection, LocalDate today) throws SQLException, IOException {
        List<Partition> partitions = new DayPartitions(connection).all();
        long pace = pace(partitions, today);
        long returned = partitions.stream()
                .filter(each -> each.day().isBefore(profile.firstKept(today).plusDays(1)))
                .mapToLong(Partition::bytes)
                .max()
                .orElse(0);
        long net = Math.max(0, pace - returned);
        Volume database = settings.databaseBytes().isPresent()
                ? bounded(connection, settings.databaseBytes().getAsLong(), net)
                : onDisk("database", settings.database(), net);
        // Nothing of the ledger is ever dropped.
        return List.of(database, onDisk("ledger", settings.ledger(), pace));
    }

    /** The mean of the last whole days that have events. */
    private static long pace(List<Partition> partitions, LocalDate today) {
        return (long) partitions.stream()
                .filter(each -> each.day().isBefore(today) && !each.day().isBefore(today.minusDays(PACE_DAYS)))
                .mapToLong(Partition::bytes)
                .average()
                .orElse(0);
    }

    private static Volume bounded(Connection connection, long most, long pace) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("select pg_database_size(current_database())");
                ResultSet size = select.executeQuery()) {
            size.next();
            return new Volume("database", most, most - size.getLong(1), pace);
        }
    }

    private static Volume onDisk(String name, Path directory, long pace) throws IOException {
        Path there = directory.toAbsolutePath();
        while (!Files.exists(there)) {
            there = there.getParent();
        }
        FileStore store = Files.getFileStore(there);
        return new Volume(name, store.getTotalSpace(), store.getUsableSpace(), pace);
    }
}
