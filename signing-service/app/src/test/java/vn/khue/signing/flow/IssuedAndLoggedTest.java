package vn.khue.signing.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import vn.khue.audit.ledger.Checkpoint;
import vn.khue.audit.ledger.InclusionProof;
import vn.khue.audit.ledger.LogPublicKey;
import vn.khue.audit.ledger.SignedNote;
import vn.khue.audit.ledger.TreeHash;
import vn.khue.pki.Certificates;
import vn.khue.pki.ca.Hierarchy;
import vn.khue.pki.issuance.AuditReport;
import vn.khue.pki.issuance.IssuanceAudit;
import vn.khue.pki.issuance.IssuancePlace;
import vn.khue.pki.issuance.IssuanceTable;
import vn.khue.signing.authority.IssuanceKeeper;
import vn.khue.signing.authority.JoinedConnections;
import vn.khue.signing.house.Browser;
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

    @Test
    void whoHasACertificateGetsTheProofThatItIsInTheLogAndNobodyGetsTheOthers() throws Exception {
        Browser outsider = house.outsider();
        house.bean(IssuanceKeeper.class).publish();
        byte[] der =
                Certificates.der(house.bean(Hierarchy.class).authority("people").certificate());
        String note = outsider.get("/pki/log/checkpoint").body();
        LogPublicKey key = LogPublicKey.parse(IssuancePlace.in(house.state()).vkey());
        Checkpoint checkpoint = Checkpoint.parse(SignedNote.open(note, key));
        assertThat(checkpoint.origin()).endsWith("/pki/log");

        String proof = outsider.get("/pki/log/proof/" + leaf(der)).body();
        assertThat(proof).startsWith("c2sp.org/tlog-proof@v1\nindex ");
        String[] parts = proof.split("\n\n", 2);
        List<String> lines = parts[0].lines().toList();
        Checkpoint proved = Checkpoint.parse(SignedNote.open(parts[1], key));
        InclusionProof path = new InclusionProof(
                Long.parseLong(lines.get(1).substring("index ".length())),
                proved.size(),
                lines.stream().skip(2).map(TreeHash::fromBase64).toList());
        assertThat(path.root(der)).isEqualTo(proved.root());

        byte[] other = der.clone();
        other[other.length - 1] ^= 1;
        assertThat(outsider.get("/pki/log/proof/" + leaf(other)).status()).isEqualTo(404);
        String partial = checkpoint.size() < 256 ? ".p/" + checkpoint.size() : "";
        assertThat(outsider.get("/pki/log/tile/0/000" + partial).status()).isEqualTo(200);
        assertThat(outsider.get("/pki/log/tile/entries/000" + partial).status()).isEqualTo(404);
        assertThat(outsider.get("/pki/log/tile/0/../../key").status()).isIn(400, 404);
    }

    private static String leaf(byte[] der) throws Exception {
        MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
        sha256.update((byte) 0);
        return HexFormat.of().formatHex(sha256.digest(der));
    }
}
