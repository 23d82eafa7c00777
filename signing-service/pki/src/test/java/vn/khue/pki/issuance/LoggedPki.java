package vn.khue.pki.issuance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import vn.khue.audit.ledger.LogKey;
import vn.khue.pki.StatusPki;
import vn.khue.pki.issuance.IssuanceAudit.CertificateInFile;
import vn.khue.pki.store.Connections;

/** A hierarchy over a real PostgreSQL whose certificates are logged under a directory. */
final class LoggedPki {
    final StatusPki pki;
    final IssuanceTable table;
    final IssuancePlace place;
    private final LogKey key;

    LoggedPki(Connections connections, Path directory) {
        this.table = new IssuanceTable(connections);
        this.place = IssuancePlace.in(directory);
        Path passphrase = directory.resolve("passphrase");
        try {
            Files.createDirectories(directory);
            Files.writeString(passphrase, "chỉ dùng khi thử nghiệm\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        this.key = place.key("localhost/pki/log", passphrase);
        this.pki = new StatusPki(connections, directory.resolve("ca"), Clock.systemUTC());
    }

    long publish() {
        try (IssuanceLog log = IssuanceLog.open(place, key, table)) {
            return log.publish();
        }
    }

    AuditReport audit(CertificateInFile... files) {
        return new IssuanceAudit(table, place).run(Optional.empty(), List.of(files));
    }
}
