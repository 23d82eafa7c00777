package vn.khue.launcher.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import vn.khue.audit.ledger.LedgerException;
import vn.khue.launcher.Console;
import vn.khue.launcher.LauncherException;
import vn.khue.launcher.ca.AuditWords;
import vn.khue.launcher.ca.RegisterDatabase;
import vn.khue.launcher.verify.CertificateFiles;
import vn.khue.pki.PkiException;
import vn.khue.pki.issuance.AuditReport;
import vn.khue.pki.issuance.IssuanceAudit;
import vn.khue.pki.issuance.IssuanceAudit.CertificateInFile;
import vn.khue.pki.issuance.IssuancePlace;
import vn.khue.pki.issuance.IssuanceTable;
import vn.khue.pki.store.Connections;

/**
 * {@code khue ca audit}: compares the register of certificates with the issuance log and its signed tree. Ends with 0 where they
 * agree and every file is logged, 1 where anything is found, 65 where a file cannot be read.
 */
final class CaVerb implements Verb {
    private static final long LARGEST_CHECKPOINT = 64 << 10;

    private final Workplace workplace;
    private final Console out;

    CaVerb(Workplace workplace, Console out) {
        this.workplace = workplace;
        this.out = out;
    }

    @Override
    public String name() {
        return "ca";
    }

    @Override
    public int run(List<String> arguments) {
        String word = arguments.isEmpty() ? "" : arguments.get(0);
        List<String> rest = arguments.isEmpty() ? arguments : arguments.subList(1, arguments.size());
        Arguments words = new Arguments(name(), rest, out.texts());
        if (!word.equals("audit")) {
            throw new UsageException(out.texts().get("ca.word"));
        }
        return audit(words);
    }

    private int audit(Arguments words) {
        boolean json = words.flag("--json");
        Optional<String> key = words.option("--key");
        Optional<byte[]> since = words.option("--since").map(this::checkpoint);
        List<CertificateInFile> files = certificates(words.words());
        IssuancePlace kept = IssuancePlace.in(workplace.state().root());
        IssuancePlace place = key.map(file -> new IssuancePlace(kept.log(), kept.keyFile(), Path.of(file)))
                .orElse(kept);
        if (!Files.isReadable(place.publicKeyFile())) {
            throw LauncherException.unreadable(out.texts().get("ca.nokey", place.publicKeyFile()), null);
        }
        DataSource database = RegisterDatabase.open(workplace.state(), workplace.ports(out.texts()), out.texts());
        try {
            AuditReport report =
                    new IssuanceAudit(new IssuanceTable(Connections.of(database)), place).run(since, files);
            AuditWords said = new AuditWords(report);
            if (json) {
                out.line(said.json());
            } else {
                said.say(out);
            }
            return report.sound() ? 0 : 1;
        } catch (PkiException | LedgerException e) {
            throw new LauncherException(e.getMessage(), e);
        }
    }

    private List<CertificateInFile> certificates(List<String> files) {
        CertificateFiles reader = new CertificateFiles(out.texts());
        List<CertificateInFile> found = new ArrayList<>();
        for (String file : files) {
            for (X509Certificate certificate : reader.certificates(List.of(file))) {
                found.add(new CertificateInFile(file, certificate));
            }
        }
        return found;
    }

    private byte[] checkpoint(String file) {
        try {
            Path path = Path.of(file);
            if (Files.size(path) > LARGEST_CHECKPOINT) {
                throw LauncherException.unreadable(out.texts().get("ca.nosince", file), null);
            }
            return Files.readAllBytes(path);
        } catch (IOException e) {
            throw LauncherException.unreadable(out.texts().get("ca.nosince", file), e);
        }
    }
}
