package vn.khue.audit.app.compliance;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import vn.khue.audit.app.store.Reader;
import vn.khue.audit.app.store.RecordedReading;
import vn.khue.audit.event.DetailKey;
import vn.khue.audit.event.TargetKind;

/** How the controls of a catalogue stand now; each look is recorded. Thread-safe. */
public final class Compliance {

    /** Events that a control's page names of each query. */
    private static final int SHOWN = 5;

    private final Catalogues catalogues;
    private final Answers answers;
    private final RecordedReading reading;
    private final Clock clock;

    Compliance(Catalogues catalogues, Answers answers, RecordedReading reading, Clock clock) {
        this.catalogues = catalogues;
        this.answers = answers;
        this.reading = reading;
        this.clock = clock;
    }

    public Catalogues catalogues() {
        return catalogues;
    }

    /** Every control, in the catalogue's order. */
    List<ControlStanding> all(Catalogue catalogue, Reader reader) {
        Answers.Around around = answers.around();
        return reading.in(connection -> {
            List<ControlStanding> all = all(connection, catalogue, around, clock.instant());
            reading.record(
                    connection,
                    reader,
                    trace -> trace.target(TargetKind.LOG, "compliance/" + catalogue.id())
                            .with(DetailKey.ROWS, all.size()));
            return all;
        });
    }

    /** What a report needs beside its transaction. */
    public Answers.Around around() {
        return answers.around();
    }

    /** The same in a transaction of the caller, who records the look. */
    public List<ControlStanding> all(Connection connection, Catalogue catalogue, Answers.Around around, Instant now)
            throws SQLException {
        Map<String, Finding> found = new HashMap<>();
        Map<String, SignOff> signed = SignOffs.newest(connection, catalogue.id());
        List<ControlStanding> all = new ArrayList<>();
        for (Control control : catalogue.controls()) {
            List<Finding> findings = new ArrayList<>();
            for (String name : control.queries()) {
                Finding finding = found.get(name);
                if (finding == null) {
                    finding = answers.of(connection, catalogues.query(name), around, now, 1);
                    found.put(name, finding);
                }
                findings.add(finding);
            }
            all.add(new ControlStanding(control, findings, Optional.ofNullable(signed.get(control.id()))));
        }
        return all;
    }

    /**
     * One control.
     *
     * @param past what was signed or refused about it, newest first
     */
    record Shown(ControlStanding standing, List<SignOff> past) {}

    Shown one(Catalogue catalogue, Control control, Reader reader) {
        Answers.Around around = answers.around();
        return reading.in(connection -> {
            Shown shown = new Shown(
                    standing(connection, catalogue, control, around),
                    SignOffs.of(connection, catalogue.id(), control.id()));
            reading.record(
                    connection,
                    reader,
                    trace -> trace.target(TargetKind.CONTROL, catalogue.id() + "/" + control.id())
                            .with(DetailKey.ROWS, shown.standing().findings().size()));
            return shown;
        });
    }

    private ControlStanding standing(Connection connection, Catalogue catalogue, Control control, Answers.Around around)
            throws SQLException {
        List<Finding> findings = new ArrayList<>();
        for (String name : control.queries()) {
            findings.add(answers.of(connection, catalogues.query(name), around, clock.instant(), SHOWN));
        }
        return new ControlStanding(
                control,
                findings,
                Optional.ofNullable(SignOffs.newest(connection, catalogue.id()).get(control.id())));
    }

    /** How a control stands at this moment, for who signs; in a transaction of the caller. */
    Standing now(Connection connection, Catalogue catalogue, Control control, Answers.Around around)
            throws SQLException {
        return standing(connection, catalogue, control, around).standing();
    }
}
