package vn.khue.pki.issuance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.khue.pki.TestPki;
import vn.khue.pki.ca.IssuedCertificate;
import vn.khue.pki.store.Connections;
import vn.khue.pki.store.JdbcCertificateRegister;
import vn.khue.pki.store.Postgres;

class IssuanceMigrationTest {
    private static final String MIGRATION = "V5__issuance_log.sql";

    @TempDir
    Path directory;

    @Test
    void whatWasIssuedBeforeThereWasALogOpensItInTheOrderOfItsIssue() throws Exception {
        try (Postgres postgres = Postgres.before(MIGRATION)) {
            Connections connections = Connections.of(postgres.source());
            TestPki pki = TestPki.in(directory.resolve("ca"));
            List<IssuedCertificate> issued = new ArrayList<>(pki.hierarchy.issuedNow());
            for (int i = 0; i < 5; i++) {
                issued.add(pki.person());
            }
            // As the library of that time wrote them.
            issued.forEach(each -> new JdbcCertificateRegister(connections).add(each.record()));
            postgres.migrate(MIGRATION);
            postgres.migrate("V7__lost_authority.sql");
            postgres.migrate("V8__issuance_waiting.sql");
            LoggedPki logged = new LoggedPki(connections, directory);
            assertThat(logged.table.from(0, issued.size()))
                    .extracting(Issuance::name)
                    .containsExactlyElementsOf(
                            issued.stream().map(each -> each.record().name()).toList());
            logged.pki.people(1);
            logged.publish();
            assertThat(logged.audit().findings()).isEmpty();
        }
    }
}
