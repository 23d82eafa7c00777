package vn.khue.pki.status;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import org.postgresql.ds.PGSimpleDataSource;
import vn.khue.pki.StatusPki;
import vn.khue.pki.ca.IssuedCertificate;
import vn.khue.pki.store.Connections;

/**
 * Issues, revokes and publishes until it is killed, and says each thing when it is done: {@code R serial} for a revocation,
 * {@code C number} for a CRL. Arguments: JDBC URL, directory of the root.
 */
final class RevokingProcess {
    private RevokingProcess() {}

    public static void main(String[] args) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(args[0]);
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.US_ASCII);
        StatusPki pki = new StatusPki(Connections.of(source), Path.of(args[1]), Clock.systemUTC());
        pki.lists.run();
        for (int i = 0; ; i++) {
            IssuedCertificate issued = pki.people(1).get(0);
            pki.revoke(issued);
            out.println("R " + issued.record().serial());
            if (i % 3 == 0) {
                pki.lists.run();
                out.println(
                        "C " + pki.register().latestCrl("people").orElseThrow().number());
            }
        }
    }
}
