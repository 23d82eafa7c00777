package vn.khue.launcher;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import vn.khue.pki.issuance.IssuanceTable;

/** Whoever types the words of {@code khue ca} at an installation, and reads what they say. */
final class CaOperator {
    private static final int STANDARD_PORT = 5433;

    private final Path state;
    private final EmbeddedPostgres server;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    CaOperator(Path state, EmbeddedPostgres server) {
        this.state = state;
        this.server = server;
    }

    /** The tables of the PKI, as the signing service makes them. */
    static void migrate(Statement statement) throws IOException, SQLException {
        for (String migration : List.of(
                "V1__pki.sql",
                "V3__status.sql",
                "V5__issuance_log.sql",
                "V7__lost_authority.sql",
                "V8__issuance_waiting.sql",
                "V9__authorities.sql")) {
            try (InputStream ddl = IssuanceTable.class.getResourceAsStream("/db/pki/" + migration)) {
                statement.execute(new String(ddl.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
    }

    /** What the last words said. */
    String said() {
        return Stream.of(out, err)
                .map(stream -> stream.toString(StandardCharsets.UTF_8))
                .reduce("", String::concat);
    }

    int run(String... words) {
        return run(Map.of(), words);
    }

    /** @param environment beside what every word needs */
    int run(Map<String, String> environment, String... words) {
        out.reset();
        err.reset();
        Map<String, String> all = new HashMap<>(environment);
        all.put("KHUE_STATE", state.toString());
        all.put("KHUE_LANG", "en");
        all.put("KHUE_PORT_BASE", Integer.toString(server.getPort() - STANDARD_PORT));
        return Main.run(
                new ArrayList<>(List.of(words)),
                all,
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
    }
}
