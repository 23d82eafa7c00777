package vn.khue.signing.validation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import vn.khue.signing.house.SteppedClock;

class KeptReportsTest {

    private final SteppedClock clock = new SteppedClock();
    private final KeptReports reports = new KeptReports(clock);

    @Test
    void aReportIsThereForItsTimeAndThenGone() {
        String name = reports.keep(new byte[] {1, 2, 3});
        assertThat(name).matches("[A-Za-z0-9_-]{22}");
        assertThat(reports.find(name).orElseThrow()).containsExactly(1, 2, 3);
        assertThat(reports.find(name + "x")).isEmpty();
        clock.step(KeptReports.KEPT.plusSeconds(1));
        assertThat(reports.find(name)).isEmpty();
    }

    @Test
    void theOldestGoWhereThereIsNoRoom() {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            names.add(reports.keep(new byte[1 << 20]));
        }
        assertThat(names.stream().filter(each -> reports.find(each).isPresent()))
                .containsExactlyElementsOf(names.subList(4, 20));
    }

    @Test
    void whatIsOverMakesRoom() {
        String first = reports.keep(new byte[10 << 20]);
        clock.step(KeptReports.KEPT.plus(Duration.ofSeconds(1)));
        String second = reports.keep(new byte[10 << 20]);
        assertThat(reports.find(first)).isEmpty();
        assertThat(reports.find(second)).isPresent();
    }
}
