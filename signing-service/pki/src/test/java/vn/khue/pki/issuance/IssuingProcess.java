package vn.khue.pki.issuance;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.postgresql.ds.PGSimpleDataSource;
import vn.khue.pki.store.Connections;

/**
 * Issues from two threads and publishes the tree until it is killed; says the serial number of each certificate when it is
 * committed. Arguments: JDBC URL, state directory.
 */
final class IssuingProcess {
    private IssuingProcess() {}

    public static void main(String[] args) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(args[0]);
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.US_ASCII);
        LoggedPki logged = new LoggedPki(Connections.of(source), Path.of(args[1]));
        for (int i = 0; i < 2; i++) {
            new Thread(() -> {
                        while (true) {
                            logged.pki
                                    .people(1 + (int) (System.nanoTime() % 3))
                                    .forEach(issued ->
                                            out.println(issued.record().serial()));
                        }
                    })
                    .start();
        }
        while (true) {
            logged.publish();
        }
    }
}
