package vn.khue.audit.app.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import vn.khue.audit.detection.engine.Shard;

/** How far detection has come, from one detector to several and back. */
class DetectionPositionsTest {

    @Test
    void onePositionStaysWhatItWasAndANewCutBeginsWhereTheSlowestWas() throws SQLException {
        try (AuditDatabase database = AuditDatabase.bare()) {
            database.migrate("22");
            database.execute("update detection_position set next_index = 40");
            database.migrate("23");
            try (Connection connection = database.dataSource().getConnection()) {
                assertThat(new DetectionPositions(connection, Shard.whole()).next())
                        .isEqualTo(40);
                DetectionPositions last = new DetectionPositions(connection, new Shard(2, 3));
                assertThat(last.cutAsWanted()).isTrue();
                last.moveTo(70);
                assertThat(database.strings("select shard || ' ' || next_index from detection_position order by shard"))
                        .containsExactly("0 40", "1 40", "2 70");
                assertThat(new DetectionPositions(connection, Shard.whole()).cutAsWanted())
                        .isTrue();
                assertThat(database.strings("select shards || ' ' || next_index from detection_position"))
                        .containsExactly("1 40");
                assertThatThrownBy(() -> last.moveTo(80)).hasMessageContaining("khue.detection.shards");
            }
        }
    }

    @Test
    void nobodyCutsAnewWhileOneOfTheOldPartsIsWorkedAt() throws SQLException {
        try (AuditDatabase database = AuditDatabase.start();
                Connection working = database.dataSource().getConnection();
                Connection other = database.dataSource().getConnection()) {
            assertThat(new DetectionPositions(working, new Shard(0, 2)).cutAsWanted())
                    .isTrue();
            DetectionPositions second = new DetectionPositions(working, new Shard(1, 2));
            assertThat(second.tryLock(1)).isTrue();
            DetectionPositions whole = new DetectionPositions(other, Shard.whole());
            assertThat(whole.cutAsWanted()).isFalse();
            second.unlock(1);
            assertThat(whole.cutAsWanted()).isTrue();
            assertThat(second.tryLock(0)).as("nothing is held any more").isTrue();
        }
    }
}
