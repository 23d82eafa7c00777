package vn.khue.signing.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import vn.khue.pki.ca.Hierarchy;
import vn.khue.pki.issuance.AuditReport;
import vn.khue.pki.issuance.IssuanceAudit;
import vn.khue.pki.issuance.IssuancePlace;
import vn.khue.pki.issuance.IssuanceTable;
import vn.khue.signing.authority.IssuanceKeeper;
import vn.khue.signing.authority.JoinedConnections;
import vn.khue.signing.house.SigningHouse;

/** Whatever the tests before this one had the house issue is in the log. */
class IssuedAndLoggedTest {
    private final SigningHouse house = SigningHouse.get();

    @Test
    void everyCertificateOfTheHouseIsUnderTheSignedTree() {
        IssuanceKeeper keeper = house.bean(IssuanceKeeper.class);
        keeper.publish();
        AuditReport report = new IssuanceAudit(
                        new IssuanceTable(house.bean(JoinedConnections.class)), IssuancePlace.in(house.state()))
                .run(Optional.empty(), List.of());
        assertThat(report.findings()).isEmpty();
        assertThat(report.underCheckpoint())
                .isEqualTo(report.entries())
                .isGreaterThanOrEqualTo(
                        house.bean(Hierarchy.class).certificates().size());
        assertThat(keeper.failingSince()).isEmpty();
        assertThat(house.outsider().get("/actuator/health").status()).isEqualTo(200);
    }
}
