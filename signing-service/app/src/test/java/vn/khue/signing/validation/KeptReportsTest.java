package vn.khue.signing.validation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import vn.khue.signature.validation.Indication;
import vn.khue.signature.validation.OfficialDocument;
import vn.khue.signature.validation.ValidationReport;
import vn.khue.signing.house.SteppedClock;

class KeptReportsTest {

    private final SteppedClock clock = new SteppedClock();
    private final KeptReports reports = new KeptReports(clock);

    @Test
    void aReportIsThereForItsTimeAndThenGone() {
        ValidationReport report = report(1);
        String name = reports.keep(report, Locale.ENGLISH);
        assertThat(name).matches("[A-Za-z0-9_-]{22}");
        assertThat(reports.find(name)).hasValue(new KeptReports.Shown(report, Locale.ENGLISH));
        assertThat(reports.find(name + "x")).isEmpty();
        clock.step(KeptReports.KEPT.plusSeconds(1));
        assertThat(reports.find(name)).isEmpty();
    }

    @Test
    void theOldestGoWhereThereIsNoRoom() {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            // A mebibyte of two-byte characters and the few hundred of the rest: seven of them fit.
            names.add(reports.keep(report(1 << 20), Locale.ENGLISH));
        }
        assertThat(names.stream().filter(each -> reports.find(each).isPresent()))
                .containsExactlyElementsOf(names.subList(13, 20));
    }

    @Test
    void whatIsOverMakesRoom() {
        String first = reports.keep(report(5 << 20), Locale.ENGLISH);
        clock.step(KeptReports.KEPT.plus(Duration.ofSeconds(1)));
        String second = reports.keep(report(5 << 20), Locale.ENGLISH);
        assertThat(reports.find(first)).isEmpty();
        assertThat(reports.find(second)).isPresent();
    }

    private ValidationReport report(int length) {
        return new ValidationReport(
                "a".repeat(length),
                "PDF",
                "00".repeat(32),
                clock.instant(),
                Indication.NOT_SIGNED,
                Optional.empty(),
                List.of(),
                List.of(),
                new OfficialDocument(false, false, List.of()));
    }
}
