package vn.khue.launcher.demo;

import java.util.List;
import java.util.Optional;
import vn.khue.launcher.Texts;
import vn.khue.launcher.ca.RegisterDatabase;
import vn.khue.launcher.home.Ports;
import vn.khue.launcher.home.StateDirectory;
import vn.khue.pki.issuance.AuditReport;
import vn.khue.pki.issuance.IssuanceAudit;
import vn.khue.pki.issuance.IssuancePlace;
import vn.khue.pki.issuance.IssuanceTable;
import vn.khue.pki.store.Connections;

/** Compares the register of certificates with the issuance log and its signed tree, as {@code khue ca audit} does. */
final class IssuanceWitness {
    private final StateDirectory state;
    private final Ports ports;
    private final Texts texts;

    /** @param texts of the launcher, for a database that does not answer */
    IssuanceWitness(StateDirectory state, Ports ports, Texts texts) {
        this.state = state;
        this.ports = ports;
        this.texts = texts;
    }

    /** @return how many certificates were issued, and the root of the tree over them */
    String agrees() {
        IssuanceTable table = new IssuanceTable(Connections.of(RegisterDatabase.open(state, ports, texts)));
        AuditReport report = new IssuanceAudit(table, IssuancePlace.in(state.root())).run(Optional.empty(), List.of());
        if (!report.sound()) {
            throw new StepFailure("Expected register, log and signed tree to agree, found: " + report.findings());
        }
        return report.entries() + " · " + report.root();
    }
}
