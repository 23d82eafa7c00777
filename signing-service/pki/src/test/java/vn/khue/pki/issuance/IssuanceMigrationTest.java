package vn.khue.pki.issuance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.khue.pki.StatusPki;
import vn.khue.pki.ca.IssuedCertificate;
import vn.khue.pki.store.Connections;
import vn.khue.pki.store.Postgres;

class IssuanceMigrationTest {
    private static final String MIGRATION = "V5__issuance_log.sql";

    @TempDir
    Path directory;

    @Test
    void whatWasIssuedBeforeThereWasALogOpensItInTheOrderOfItsIssue() throws Exception {
        try (Postgres postgres = Postgres.before(MIGRATION)) {
            Connections connections = Connections.of(postgres.source());
            StatusPki pki = new StatusPki(connections, directory.resolve("ca"), Clock.systemUTC());
            List<IssuedCertificate> people = pki.people(5);
            postgres.migrate(MIGRATION);
            postgres.migrate("V7__issuance_waiting.sql");
            LoggedPki logged = new LoggedPki(connections, directory);
            assertThat(logged.table.from(pki.hierarchy.issuedNow().size(), 5))
                    .extracting(Issuance::name)
                    .containsExactlyElementsOf(
                            people.stream().map(p -> p.record().name()).toList());
            logged.pki.people(1);
            logged.publish();
            assertThat(logged.audit().findings()).isEmpty();
        }
    }
}
