package vn.khue.launcher.cli;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import vn.khue.launcher.Console;
import vn.khue.launcher.IoFailure;
import vn.khue.launcher.verify.OfflineVerification;
import vn.khue.launcher.verify.TrustFiles;
import vn.khue.pki.CryptoProviders;
import vn.khue.pki.path.Rfc5280PathValidator;
import vn.khue.pki.policy.PkiPolicy;
import vn.khue.signature.report.ReportXml;
import vn.khue.signature.validation.EvidenceReport;
import vn.khue.signature.validation.EvidenceReportJson;
import vn.khue.signature.validation.EvidenceReportText;
import vn.khue.signature.validation.Indication;
import vn.khue.signature.validation.ReportJson;
import vn.khue.signature.validation.ReportText;
import vn.khue.signature.validation.SubIndication;
import vn.khue.signature.validation.ValidationReport;

/**
 * {@code khue verify}: judges signed files without any network. Ends with 1 where any file is invalid or unsigned, else with 65 where
 * any cannot be read, else with 2 where any is undetermined, else with 0. A file that cannot be read but shows a signature is invalid:
 * damage must not make a signed file look better. With {@code --record} it judges an evidence record over all files together, and where it
 * passes the signatures in them as of when the record proves that they were there.
 */
final class VerifyVerb implements Verb {
    private static final int UNREADABLE = 65;

    private final Workplace workplace;
    private final Console out;
    private final Console err;
    private final Clock clock;

    VerifyVerb(Workplace workplace, Console out, Console err, Clock clock) {
        this.workplace = workplace;
        this.out = out;
        this.err = err;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "verify";
    }

    @Override
    public int run(List<String> arguments) {
        Arguments words = new Arguments(name(), arguments, out.texts());
        boolean json = words.flag("--json");
        boolean etsi = words.flag("--etsi");
        List<String> trust = words.options("--trust");
        Instant at = words.time("--at").orElseGet(clock::instant);
        Optional<String> record = words.option("--record");
        List<String> files = words.words();
        if ((json && etsi) || (etsi && record.isPresent())) {
            throw new UsageException(out.texts().get("verify.form"));
        }
        if (files.isEmpty()) {
            throw new UsageException(out.texts().get("verify.nofile"));
        }
        TrustFiles anchors = new TrustFiles(out.texts());
        OfflineVerification verification = new OfflineVerification(
                trust.isEmpty() ? anchors.in(workplace.state().trust()) : anchors.named(trust),
                new Rfc5280PathValidator(PkiPolicy.vn2026(), CryptoProviders.fastest()),
                at);
        if (record.isPresent()) {
            return record(verification, record.get(), files, json);
        }
        Set<Indication> found = EnumSet.noneOf(Indication.class);
        boolean unreadable = false;
        for (String file : files) {
            try {
                ValidationReport report = verification.judge(Path.of(file));
                if (unread(report)) {
                    unreadable = true;
                } else {
                    found.add(report.indication());
                }
                out.line(written(json, etsi, file, report));
            } catch (IOException e) {
                unreadable = true;
                err.say("verify.unreadable", file, new IoFailure(e).reason(err.texts()));
            }
        }
        return exitCode(found, unreadable);
    }

    private int record(OfflineVerification verification, String record, List<String> files, boolean json) {
        Set<Indication> found = EnumSet.noneOf(Indication.class);
        String now = record;
        try {
            List<Path> paths = files.stream().map(Path::of).toList();
            EvidenceReport report = verification.judge(Path.of(record), paths);
            out.line(json ? new EvidenceReportJson().write(report) : text(record, report));
            boolean unreadable = report.subIndication()
                    .filter(sub -> sub == SubIndication.LIMIT_EXCEEDED)
                    .isPresent();
            found.add(report.indication());
            if (report.provenAt().isPresent()) {
                for (String file : files) {
                    now = file;
                    ValidationReport signed =
                            verification.judge(Path.of(file), report.provenAt().get());
                    if (!signed.signatures().isEmpty()) {
                        found.add(signed.indication());
                        out.line(written(json, false, file, signed));
                    }
                }
            }
            return exitCode(found, unreadable);
        } catch (IOException e) {
            err.say(
                    "verify.unreadable",
                    e instanceof NoSuchFileException missing ? missing.getFile() : now,
                    new IoFailure(e).reason(err.texts()));
            return exitCode(found, true);
        }
    }

    /**
     * The validator concludes about a signature or finds none; with neither it could not read the file, unless it says that it does not
     * judge its form.
     */
    private static boolean unread(ValidationReport report) {
        return report.indication() == Indication.INDETERMINATE
                && report.signatures().isEmpty()
                && report.findings().stream().noneMatch(f -> f.subIndication() == SubIndication.FORM_NOT_JUDGED);
    }

    private static int exitCode(Set<Indication> found, boolean unreadable) {
        if (found.contains(Indication.TOTAL_FAILED) || found.contains(Indication.NOT_SIGNED)) {
            return 1;
        }
        if (unreadable) {
            return UNREADABLE;
        }
        return found.contains(Indication.INDETERMINATE) ? 2 : 0;
    }

    private String written(boolean json, boolean etsi, String file, ValidationReport report) {
        if (etsi) {
            return new ReportXml().write(report);
        }
        return json ? new ReportJson().write(report) : text(file, report);
    }

    private String text(String record, EvidenceReport report) {
        Locale locale = Locale.forLanguageTag(out.texts().language());
        return record
                + System.lineSeparator()
                + new EvidenceReportText(locale).plain(report).stripTrailing();
    }

    private String text(String file, ValidationReport report) {
        Locale locale = Locale.forLanguageTag(out.texts().language());
        return file
                + System.lineSeparator()
                + new ReportText(locale).plain(report).stripTrailing();
    }
}
