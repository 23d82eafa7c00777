package vn.khue.launcher.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jsoup.nodes.Element;
import vn.khue.launcher.Texts;
import vn.khue.signature.validation.ValidationReport;

/** The security officer has the report about this month made, and somebody without an account judges its seal. */
final class MonthReport {
    private final String audit;
    private final Member officer;
    private final Path place;

    /** @param place where the file is left */
    MonthReport(String audit, Member officer, Path place) {
        this.audit = audit;
        this.officer = officer;
        this.place = place;
    }

    /** Gives the file, what its signature is judged to be without the network, and its level. */
    String make(Path trust, Texts launcherTexts) {
        Page list = officer.open(audit + "/reports").ok();
        Element month = list.html().selectFirst("#span option");
        if (month == null) {
            throw new StepFailure("Expected months to choose from, found none: " + list.shortText());
        }
        Page made = officer.submit(list.form("#make").with("span", month.attr("value")));
        Path file = place.resolve("month-report.pdf");
        write(file, officer.open(made.ok().link("li[data-report] a.item")).ok().body());
        ValidationReport judged = Outsider.judge(file, trust, launcherTexts);
        if (!judged.indication().name().equals(Outsider.PASSED)) {
            throw new StepFailure("Expected the report's seal to hold, found " + judged.indication() + ": "
                    + officer.open(audit + "/reports").shortText());
        }
        return file + " · " + judged.signatures().get(0).level();
    }

    private static void write(Path file, byte[] content) {
        try {
            Files.write(file, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
