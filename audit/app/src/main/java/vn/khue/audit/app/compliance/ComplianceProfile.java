package vn.khue.audit.app.compliance;

import java.time.Duration;
import java.time.Period;
import vn.khue.audit.app.profile.ProfileValues;

/**
 * The numbers by which controls are looked at. Immutable.
 *
 * @param window over which events are evidence
 * @param logKept how long the log is to be kept online
 * @param logSource the article that says so
 * @param review how often accounts and rights are reviewed
 * @param alertsWaiting an alert that nobody took for longer is a gap
 * @param leastScore configuration score of a computer below which there is a gap
 * @param ledgerAge how old the last checkpoint may be
 * @param signOffMost how long a sign-off holds at most
 * @param second when a second officer signs: always, gap or never
 */
public record ComplianceProfile(
        Duration window,
        Period logKept,
        String logSource,
        Period review,
        Duration alertsWaiting,
        int leastScore,
        Duration ledgerAge,
        Period signOffMost,
        String second) {

    /** @throws IllegalArgumentException if there is none of this name or a number is wrong */
    static ComplianceProfile load(String name) {
        ProfileValues values = ProfileValues.load(ComplianceProfile.class, "Compliance", name);
        return new ComplianceProfile(
                Duration.ofDays(values.number("window.days", 1, 92)),
                Period.ofMonths(values.number("log.months", 1, 120)),
                values.text("log.source"),
                Period.ofMonths(values.number("review.months", 1, 24)),
                Duration.ofDays(values.number("alert.waiting-days", 1, 92)),
                values.number("host.least-score", 0, 100),
                Duration.ofMinutes(values.number("ledger.age-minutes", 1, 1_440)),
                Period.ofMonths(values.number("sign-off.most-months", 1, 36)),
                values.choice("sign-off.second-officer", "always", "gap", "never"));
    }

    /** Whether another officer has to sign what one asked for. */
    boolean needsSecond(Standing standing) {
        return second.equals("always") || second.equals("gap") && standing != Standing.MET;
    }
}
