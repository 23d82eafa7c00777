package vn.khue.bench;

import java.util.Locale;

/** One row for a person at a terminal. */
record ReportLine(Measurement row) {

    @Override
    public String toString() {
        String verdict = row.met().map(met -> met ? "  met" : "  NOT met").orElse("");
        String goal = row.goal()
                .map(wanted -> String.format(
                        Locale.ROOT,
                        " (goal %s %.3g)",
                        row.better() == Measurement.Better.HIGHER ? ">=" : "<=",
                        wanted))
                .orElse("");
        return String.format(
                Locale.ROOT,
                "  %-58s %,14.2f  %s: %,.2f %s, ratio %.3g%s%s",
                row.metric(),
                row.ours(),
                row.peerName(),
                row.peer(),
                row.unit(),
                row.ratio(),
                goal,
                verdict);
    }
}
