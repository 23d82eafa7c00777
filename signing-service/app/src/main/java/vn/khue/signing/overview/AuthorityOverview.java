package vn.khue.signing.overview;

import java.security.cert.X509Certificate;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import vn.khue.pki.ca.Hierarchy;
import vn.khue.pki.crl.CrlPublication;
import vn.khue.pki.keystore.KeyVault;
import vn.khue.pki.keystore.VaultState;
import vn.khue.pki.ocsp.AnswerProduction;
import vn.khue.pki.ocsp.AnswerStore;
import vn.khue.pki.timestamp.ClockState;
import vn.khue.pki.timestamp.ClockWatch;
import vn.khue.signing.archive.ArchivedDocuments;
import vn.khue.signing.authorisation.SigningPolicy;
import vn.khue.signing.authority.IssuanceKeeper;
import vn.khue.signing.certificate.CommonName;

/** Reads how the authorities stand. Every figure is of this moment, and none takes longer where there are more certificates. */
@Service
public class AuthorityOverview {
    /** Renewals run every hour; what waits longer fails. */
    private static final Duration RENEWAL_TIME = Duration.ofDays(3);

    private static final Duration LAST_CALL = Duration.ofDays(14);

    private final Hierarchy hierarchy;
    private final AnswerStore answers;
    private final AnswerProduction production;
    private final CrlPublication publication;
    private final IssuanceKeeper log;
    private final KeyVault vault;
    private final ClockWatch watch;
    private final ArchivedDocuments archived;
    private final SigningPolicy policy;
    private final JdbcClient jdbc;
    private final Clock clock;

    public AuthorityOverview(
            Hierarchy hierarchy,
            AnswerStore answers,
            AnswerProduction production,
            CrlPublication publication,
            IssuanceKeeper log,
            KeyVault vault,
            ClockWatch watch,
            ArchivedDocuments archived,
            SigningPolicy policy,
            JdbcClient jdbc,
            Clock clock) {
        this.hierarchy = hierarchy;
        this.answers = answers;
        this.production = production;
        this.publication = publication;
        this.log = log;
        this.vault = vault;
        this.watch = watch;
        this.archived = archived;
        this.policy = policy;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** The root first, then the others by name. */
    public List<AuthorityLine> authorities() {
        Map<String, AuthorityLine.Lists> lists = lists();
        Map<String, Instant> stopped = new HashMap<>(publication.stopped());
        production.stopped().forEach((ca, since) -> stopped.merge(ca, since, (a, b) -> a.isBefore(b) ? a : b));
        String root = hierarchy.plan().root().name();
        return hierarchy.certificates().entrySet().stream()
                .map(each -> line(each.getKey(), each.getValue(), root, lists, stopped))
                .sorted(Comparator.comparing(
                                (AuthorityLine line) -> !line.name().equals(root))
                        .thenComparing(AuthorityLine::name))
                .toList();
    }

    private static AuthorityLine line(
            String name,
            X509Certificate certificate,
            String root,
            Map<String, AuthorityLine.Lists> lists,
            Map<String, Instant> stopped) {
        return new AuthorityLine(
                name,
                CommonName.of(certificate.getSubjectX500Principal()),
                root,
                certificate.getSerialNumber(),
                certificate.getNotAfter().toInstant(),
                Optional.ofNullable(lists.get(name)),
                Optional.ofNullable(stopped.get(name)));
    }

    private Map<String, AuthorityLine.Lists> lists() {
        Map<String, AuthorityLine.Lists> found = new HashMap<>();
        // A partition whose last certificate has ended is published no more, and its age says nothing.
        jdbc.sql("select l.ca, count(*) as lists, max(l.number) as number, max(l.this_update) as published,"
                        + " min(l.next_update) as until from pki_crl l where l.partition = 0 or exists (select 1"
                        + " from pki_crl_partition p where p.ca = l.ca and p.partition = l.partition and p.ends > :now)"
                        + " group by l.ca")
                .param("now", Timestamp.from(clock.instant()))
                .query((ResultSet rs) -> {
                    found.put(rs.getString("ca"), lists(rs));
                });
        return found;
    }

    private static AuthorityLine.Lists lists(ResultSet rs) throws SQLException {
        return new AuthorityLine.Lists(
                rs.getInt("lists"),
                rs.getLong("number"),
                rs.getTimestamp("published").toInstant(),
                rs.getTimestamp("until").toInstant());
    }

    /** Keys, clock, answers, log, and the root where it has something to sign. */
    public List<ServiceState> services() {
        List<ServiceState> found = new ArrayList<>();
        found.add(
                vault.check() instanceof VaultState.Gone gone
                        ? ServiceState.at("keys", "gone", "bad", gone.since())
                        : ServiceState.of("keys", "ready", "ok"));
        found.add(
                watch.look() instanceof ClockState.Untrusted
                        ? ServiceState.of("clock", "not-believed", "bad")
                        : ServiceState.of("clock", "believed", "ok"));
        found.add(answers());
        found.add(log.failingSince()
                .map(since -> ServiceState.at("log", "log-waits", "bad", since))
                .orElseGet(() -> new ServiceState("log", "logged", "ok", Optional.empty(), logged())));
        found.add(archive());
        hierarchy.duties().stream()
                .min(Comparator.comparing(duty -> duty.until()))
                .ifPresent(first -> found.add(new ServiceState(
                        "root",
                        "root-duty",
                        first.until().isAfter(clock.instant()) ? "warn" : "bad",
                        Optional.of(first.until()),
                        hierarchy.duties().size())));
        return List.copyOf(found);
    }

    private ServiceState archive() {
        Optional<Instant> first = archived.first();
        if (first.isEmpty()) {
            return ServiceState.of("archive", "archive-none", "ok");
        }
        Instant now = clock.instant();
        boolean late = first.get().isBefore(now.plus(policy.renewBefore()).minus(RENEWAL_TIME));
        return new ServiceState(
                "archive",
                late ? "archive-waits" : "archive-kept",
                late ? (first.get().isBefore(now.plus(LAST_CALL)) ? "bad" : "warn") : "ok",
                first,
                archived.count());
    }

    private ServiceState answers() {
        AnswerStore.Reach reach = answers.reach(clock.instant());
        if (reach.until().isEmpty()) {
            return ServiceState.of("answers", "none", reach.waiting() == 0 ? "ok" : "warn");
        }
        Instant until = reach.until().get();
        boolean signing = production.stopped().isEmpty();
        String tone = until.isBefore(clock.instant()) ? "bad" : signing ? "ok" : "warn";
        return new ServiceState(
                "answers", signing ? "answered" : "answers-stopped", tone, Optional.of(until), reach.waiting());
    }

    private long logged() {
        return jdbc.sql("select coalesce(max(entry), -1) + 1 from pki_issuance")
                .query(Long.class)
                .single();
    }

    /** Requests of people and units for the registration officer, then those of hosts by their step, for the CA officer hosts that want to ask alone. */
    public List<Waiting> waiting() {
        return List.of(
                waiting(
                        "people",
                        "requested_at",
                        "certificate_request where state = 'REQUESTED'",
                        "/certificates/requests"),
                waiting("hosts", "requested_at", "service_request where state = 'REQUESTED'", "/hosts"),
                waiting("hosts-approved", "requested_at", "service_request where state = 'APPROVED'", "/hosts"),
                waiting(
                        "acme",
                        "asked_at",
                        "acme_binding where granted_at is null and ended_at is null",
                        "/hosts/acme"));
    }

    private Waiting waiting(String what, String since, String from, String href) {
        return jdbc.sql("select count(*) as n, min(" + since + ") as oldest from " + from)
                .query((rs, n) -> new Waiting(
                        what,
                        rs.getLong("n"),
                        Optional.ofNullable(rs.getTimestamp("oldest")).map(Timestamp::toInstant),
                        href))
                .single();
    }
}
