package vn.khue.launcher.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import vn.khue.audit.ledger.LedgerException;
import vn.khue.launcher.Console;
import vn.khue.launcher.LauncherException;
import vn.khue.launcher.ca.AuditWords;
import vn.khue.launcher.ca.RegisterDatabase;
import vn.khue.launcher.ca.RootFounding;
import vn.khue.launcher.ca.RootSigning;
import vn.khue.launcher.ca.Terminal;
import vn.khue.launcher.verify.CertificateFiles;
import vn.khue.pki.PkiException;
import vn.khue.pki.ceremony.Share;
import vn.khue.pki.issuance.AuditReport;
import vn.khue.pki.issuance.IssuanceAudit;
import vn.khue.pki.issuance.IssuanceAudit.CertificateInFile;
import vn.khue.pki.issuance.IssuancePlace;
import vn.khue.pki.issuance.IssuanceTable;
import vn.khue.pki.keystore.KdfParameters;
import vn.khue.pki.store.CertificateRecord;
import vn.khue.pki.store.Connections;
import vn.khue.pki.store.UnreplacedCertificates;

/**
 * {@code khue ca audit}: compares the register of certificates with the issuance log and its signed tree. Ends with 0 where they
 * agree and every file is logged, 1 where anything is found, 65 where a file cannot be read. {@code khue ca init}: a root that opens by
 * shares alone. {@code khue ca sign}: has that root sign what is missing or near its end. {@code khue ca revoke}: what has to happen when
 * the key of an issuing CA is in other hands. {@code khue ca holders}: who needs a new certificate after that. {@code khue ca rollover}: the next
 * key of an issuing CA.
 */
final class CaVerb implements Verb {
    private static final long LARGEST_CHECKPOINT = 64 << 10;

    private static final int USUAL_THRESHOLD = 3;
    private static final int USUAL_SHARES = 5;

    private final Workplace workplace;
    private final Console out;
    private final Terminal terminal;
    private final Clock clock;

    CaVerb(Workplace workplace, Console out, Terminal terminal, Clock clock) {
        this.workplace = workplace;
        this.out = out;
        this.terminal = terminal;
        this.clock = clock;
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
        return switch (word) {
            case "audit" -> audit(words);
            case "init" -> init(words);
            case "sign" -> sign(words);
            case "revoke" -> revoke(words);
            case "rollover" -> rollover(words);
            case "holders" -> holders(words);
            default -> throw new UsageException(out.texts().get("ca.word"));
        };
    }

    private int init(Arguments words) {
        int threshold = number(words, "--threshold", USUAL_THRESHOLD);
        int shares = number(words, "--shares", USUAL_SHARES);
        if (threshold < 2 || threshold > shares || shares > Share.MOST) {
            throw new UsageException(out.texts().get("ca.numbers", Share.MOST, threshold, shares));
        }
        List<String> people = people(words);
        Optional<Path> to = words.option("--to").map(Path::of);
        words.end();
        if (to.isPresent() && !Files.isDirectory(to.get())) {
            throw LauncherException.unreadable(out.texts().get("ca.nodirectory", to.get()), null);
        }
        new RootFounding(workplace.state(), out, terminal, KdfParameters.RECOMMENDED, clock)
                .hold(new RootFounding.Wish(threshold, shares, people, to, build()));
        return 0;
    }

    /** The name of the CA is the one word that is no option. */
    private int revoke(Arguments words) {
        if (!words.flag("--key-compromise")) {
            throw new UsageException(out.texts().get("ca.revoke"));
        }
        List<String> people = people(words);
        List<String> files = words.options("--share");
        String ca = one(words, "ca.revoke");
        return hold(new RootSigning.Wish(people, files, new RootSigning.Task.LostKey(ca), build()));
    }

    /** Four eyes, by the shares and by the names in the transcript. */
    private int rollover(Arguments words) {
        List<String> people = people(words);
        List<String> files = words.options("--share");
        String ca = one(words, "ca.rollover");
        if (people.stream().map(String::strip).distinct().count() < 2) {
            throw new UsageException(out.texts().get("ca.two"));
        }
        return hold(new RootSigning.Wish(people, files, new RootSigning.Task.NextKey(ca), build()));
    }

    private int holders(Arguments words) {
        String ca = one(words, "ca.holders");
        DataSource database = RegisterDatabase.open(workplace.state(), workplace.ports(out.texts()), out.texts());
        List<CertificateRecord> found = new UnreplacedCertificates(Connections.of(database)).of(ca, clock.instant());
        out.say("ca.holders.found", ca, found.size());
        found.forEach(record -> out.line(String.join(
                "\t",
                record.profile(),
                record.unit().orElse("-"),
                record.holder()
                        .map(UUID::toString)
                        .orElseGet(() -> String.join(",", UnreplacedCertificates.hosts(record))),
                record.serial().toString(16).toUpperCase(Locale.ROOT))));
        return 0;
    }

    /** The one word that is no option. */
    private String one(Arguments words, String usage) {
        List<String> names = words.words();
        if (names.size() != 1) {
            throw new UsageException(out.texts().get(usage));
        }
        return names.get(0);
    }

    private int sign(Arguments words) {
        List<String> people = people(words);
        List<String> files = words.options("--share");
        words.end();
        return hold(new RootSigning.Wish(people, files, new RootSigning.Task.WhatIsDue(), build()));
    }

    private int hold(RootSigning.Wish wish) {
        new RootSigning(workplace.state(), workplace.ports(out.texts()), workplace.environment(), out, terminal, clock)
                .hold(wish);
        return 0;
    }

    private List<String> people(Arguments words) {
        List<String> people = words.options("--by");
        if (people.isEmpty() || people.stream().anyMatch(name -> !name.matches("[^\\p{Cntrl}]{1,100}"))) {
            throw new UsageException(out.texts().get("ca.people"));
        }
        return people;
    }

    private int number(Arguments words, String option, int usual) {
        String word = words.option(option).orElse(Integer.toString(usual));
        if (!word.matches("[0-9]{1,3}")) {
            throw new UsageException(out.texts().get("ca.number", option, word));
        }
        return Integer.parseInt(word);
    }

    private String build() {
        return workplace.installation().build();
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
