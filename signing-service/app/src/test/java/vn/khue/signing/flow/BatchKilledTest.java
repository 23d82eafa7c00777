package vn.khue.signing.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import vn.khue.directory.Position;
import vn.khue.signing.cardoffice.BatchRuns;
import vn.khue.signing.house.Browser;
import vn.khue.signing.house.Browser.Page;
import vn.khue.signing.house.HostDesk;
import vn.khue.signing.house.School;
import vn.khue.signing.house.SchoolClass;
import vn.khue.signing.house.SigningHouse;

/** The process that carries a batch out is killed in the middle of it; another one goes on where it was. */
@Tag("slow")
class BatchKilledTest {
    private static final int PUPILS = 300;
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    @Test
    void whatIsOpenIsDoneByTheNextProcessAndNothingTwice() throws Exception {
        try (SigningHouse house = SigningHouse.with(List.of())) {
            HostDesk desk = new HostDesk(house);
            Browser officer =
                    desk.appointed("Đoàn Thị Bền", Position.CAN_BO_THE).browser();
            Browser second = desk.appointed("Đoàn Văn Bền", Position.CAN_BO_THE).browser();
            SchoolClass group = SchoolClass.in(
                    house,
                    School.HERE,
                    "6Z1",
                    IntStream.range(0, PUPILS).mapToObj(i -> "Nguyễn Văn Bền").toArray(String[]::new));
            Page asked = officer.post(
                    officer.get("/card-office/classes/" + group.id()),
                    "/card-office/batches/issue",
                    Map.of("group", List.of(group.id()), "withoutPhoto", List.of("true")));
            // This process carries nothing out any more; the pages go on.
            house.bean(BatchRuns.class).destroy();
            assertThat(second.stepUp(second.get(asked.path() + "/approve")).status())
                    .isEqualTo(200);

            Process node = house.node();
            until(() -> cards(house) >= 5);
            node.destroyForcibly().waitFor();
            long done = cards(house);
            assertThat(done).as("killed in the middle").isBetween(5L, PUPILS - 1L);
            assertThat(items(house, "DONE"))
                    .as("a card and its tick are one transaction")
                    .isEqualTo(done);
            assertThat(items(house, "FAILED")).isZero();

            Process next = house.node();
            try {
                until(() -> number(house, "select count(*) from card_batch where state = 'DONE'") == 1);
            } finally {
                next.destroy();
                next.waitFor(30, TimeUnit.SECONDS);
            }
            assertThat(cards(house)).isEqualTo(PUPILS);
            assertThat(number(house, "select count(distinct person) from card")).isEqualTo(PUPILS);
            assertThat(number(house, "select count(*) from (select distinct shard, place from card) each"))
                    .isEqualTo(PUPILS);
            assertThat(house.events("CARD_ISSUED", "")).isEqualTo(PUPILS);
        }
    }

    private static long cards(SigningHouse house) {
        return number(house, "select count(*) from card");
    }

    private static long items(SigningHouse house, String state) {
        return number(house, "select count(*) from card_batch_item where state = '" + state + "'");
    }

    private static long number(SigningHouse house, String sql) {
        return house.database().sql(sql).query(Long.class).single();
    }

    private static void until(BooleanSupplier holds) {
        long begun = System.nanoTime();
        while (!holds.getAsBoolean() && System.nanoTime() - begun < PATIENCE.toNanos()) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
        }
        assertThat(holds.getAsBoolean()).as("within " + PATIENCE).isTrue();
    }
}
