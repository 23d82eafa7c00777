package vn.khue.pki.ca;

import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import vn.khue.pki.Certificates;
import vn.khue.pki.PkiException;
import vn.khue.pki.PkiException.Fault;
import vn.khue.pki.SigningKey;
import vn.khue.pki.keystore.KeyVault;
import vn.khue.pki.policy.PkiPolicy;
import vn.khue.pki.store.CertificateRecord;
import vn.khue.pki.store.CertificateRegister;
import vn.khue.pki.store.CertificateStatus;
import vn.khue.pki.store.PublishedCrl;

/**
 * Brings a hierarchy up: takes what the register and the vault already hold, and makes only what is missing, revoked or
 * near its end. A CA that needs a new certificate gets a new key under a new name ({@link HierarchyPlan.Authority#generation});
 * its former keys issue nothing more and keep their responder and their lists until the last certificate that they issued has ended
 * (RFC 6960 section 4.2.2.2: only the key that issued a certificate can name who speaks for it). The root is opened only when it has to
 * sign a CA, a responder for its own status or its CRL. Run it in one process at a time and in one transaction; running it again changes
 * nothing.
 */
public final class HierarchyFounder {
    /** What the founder works with. */
    public record Setting(
            HierarchyPlan plan, Profiles profiles, PkiPolicy policy, StatusUrls urls, RootDirectory root, Clock clock) {
        /** The shipped plan, profiles and policy. */
        public static Setting shipped(StatusUrls urls, RootDirectory root, Clock clock) {
            return new Setting(HierarchyPlan.shipped(), Profiles.shipped(), PkiPolicy.vn2026(), urls, root, clock);
        }
    }

    /** A CA certificate is replaced when it could no longer cover what it issues. */
    private static final Duration CA_MARGIN = Duration.ofDays(760);

    private static final Duration SERVICE_MARGIN = Duration.ofDays(60);

    private final Setting setting;
    private final CertificateRegister register;
    private final ServiceKeys keys;
    private final Generations generations;
    private final List<RootDuty> duties = new ArrayList<>();
    private final RootAccess rootAccess;

    /** One use: {@code new HierarchyFounder(...).bringUp()}. */
    public HierarchyFounder(Setting setting, KeyVault vault, CertificateRegister register) {
        this.setting = setting;
        this.register = register;
        this.rootAccess = new RootAccess(setting.root());
        this.keys = new ServiceKeys(vault, register, setting.clock().instant());
        this.generations = new Generations(setting.profiles(), register);
    }

    /**
     * Brings it up. Where the root is not at hand what it signed goes on to its end, and {@link Hierarchy#duties} tells what waits.
     *
     * @throws PkiException fault KEY where nothing goes on without the root: it is not at hand, or its passphrase does not fit
     */
    public Hierarchy bringUp() {
        return bringUp(Set.of());
    }

    /**
     * As above, and has the root certify a new key of these CAs, whatever their present ones are like.
     *
     * @param rollover names of issuing CAs in the plan
     * @throws PkiException fault INPUT for a name that is no issuing CA; KEY where the root is needed and not at hand
     */
    public Hierarchy bringUp(Set<String> rollover) {
        rollover.forEach(setting.plan()::authority);
        try (rootAccess) {
            return build(rollover);
        }
    }

    private Hierarchy build(Set<String> rollover) {
        HierarchyPlan plan = setting.plan();
        X509Certificate root = root();
        Map<String, CertificateAuthority> issuing = new LinkedHashMap<>();
        Map<String, List<ServingKey>> serving = new LinkedHashMap<>();
        for (HierarchyPlan.Authority planned : plan.authorities()) {
            Optional<CertificateAuthority> present = present(planned, root, rollover.contains(planned.name()));
            present.ifPresent(ca -> issuing.put(planned.name(), ca));
            serving.put(
                    planned.name(),
                    generations.of(planned).stream()
                            .map(each -> serving(each, present, root))
                            .toList());
        }
        CertificateAuthority timestamps = Optional.ofNullable(
                        issuing.get(plan.timestampAuthority().issuer()))
                .orElseThrow(() ->
                        RootAccess.needed(duties.stream().map(RootDuty::what).collect(Collectors.joining(", "))));
        Optional<SigningKey> rootResponder = rootResponder(root);
        refreshRootCrl();
        return new Hierarchy(
                new Hierarchy.Top(root, rootResponder),
                issuing,
                serving,
                timestampKey(timestamps),
                reportKey(issuing),
                setting,
                keys.issuedNow(),
                duties);
    }

    private X509Certificate root() {
        HierarchyPlan plan = setting.plan();
        // A directory that was taken away must not lead to a second root.
        Optional<X509Certificate> present = setting.root().certificate().or(this::registeredRoot);
        if (present.isEmpty() && !setting.root().mayBeFounded()) {
            throw new PkiException(
                    Fault.STORE,
                    "the root's certificate expected in its directory, found none; put the directory back");
        }
        X509Certificate root = present.orElseGet(() -> rootAccess.found(setting));
        if (register.find(plan.root().name(), root.getSerialNumber()).isEmpty()) {
            CertificateRecord record = new CertificateRecord(
                    plan.root().name(),
                    root.getSerialNumber(),
                    Certificates.der(root),
                    plan.root().profile(),
                    Optional.empty(),
                    Optional.of(Generation.unit(plan.root())),
                    Optional.empty(),
                    root.getNotBefore().toInstant(),
                    root.getNotAfter().toInstant(),
                    new CertificateStatus.Good());
            register.add(record);
            keys.note(new IssuedCertificate(root, record, List.of(root)));
        }
        return root;
    }

    private Optional<X509Certificate> registeredRoot() {
        HierarchyPlan.Authority planned = setting.plan().root();
        return register.ofUnit(Generation.unit(planned), planned.profile()).stream()
                .filter(record -> record.status() instanceof CertificateStatus.Good)
                .findFirst()
                .map(record -> Certificates.parse(record.der()));
    }

    /** The newest good key of a CA, which issues; a new one where that is missing, near its end, not the last or asked for. */
    private Optional<CertificateAuthority> present(
            HierarchyPlan.Authority planned, X509Certificate root, boolean rollover) {
        List<Generation> known = generations.of(planned);
        Optional<Generation> newest =
                known.stream().filter(each -> opens(each, root).isPresent()).reduce((older, newer) -> newer);
        HierarchyPlan.Authority next = planned.generation(known.size() + 1);
        boolean stays = !rollover
                && newest.filter(each -> each.number() == known.size()
                                && each.record().profile().equals(planned.profile())
                                && covers(each, root))
                        .isPresent();
        if (stays || !rootAccess.signs()) {
            if (rollover) {
                throw RootAccess.needed(Generation.unit(next));
            }
            if (!stays) {
                duties.add(new RootDuty(
                        Generation.unit(next),
                        newest.map(each -> each.record().notAfter())
                                .orElseGet(() -> setting.clock().instant())));
            }
            return newest.flatMap(each -> opens(each, root).map(key -> authority(each.authority(), key)));
        }
        Subject subject =
                Subject.authority(setting.plan().country(), setting.plan().organization(), next.commonName());
        return Optional.of(authority(
                next, keys.make(next.key(), next.profile(), Generation.unit(next), subject, rootAuthority())));
    }

    /** Near the root's own end nothing lasts longer. */
    private boolean covers(Generation each, X509Certificate root) {
        Instant end = each.record().notAfter();
        return end.isAfter(setting.clock().instant().plus(CA_MARGIN))
                || !end.isBefore(root.getNotAfter().toInstant());
    }

    /** The key, where it may still sign. */
    private Optional<SigningKey> opens(Generation generation, X509Certificate root) {
        boolean inForce = generation.record().status() instanceof CertificateStatus.Good
                && generation.record().notAfter().isAfter(setting.clock().instant());
        return inForce ? keys.open(generation.record(), generation.certificate(), List.of(root)) : Optional.empty();
    }

    /**
     * What a key of a CA is there for. The key of a revoked certificate signs nothing; the responder that it had is another key, and says
     * what the register says, which is that everything is revoked (RFC 6960 section 2.7), until it ends.
     */
    private ServingKey serving(Generation each, Optional<CertificateAuthority> present, X509Certificate root) {
        boolean newest = present.filter(ca -> ca.name().equals(each.name())).isPresent();
        Optional<SigningKey> key = newest || asked(each) ? opens(each, root) : Optional.empty();
        Optional<CertificateAuthority> signs = key.map(opened -> authority(each.authority(), opened));
        List<X509Certificate> above = List.of(each.certificate(), root);
        Optional<SigningKey> responder = signs.isPresent()
                ? Optional.of(responder(each.name(), signs.get(), above))
                : keys.last(
                        responderName(each.name()), setting.plan().responder().profile(), above);
        signs.ifPresent(ca ->
                each.authority().crls(ca.key(), setting.urls(), setting.clock()).issueIfDue(register));
        return new ServingKey(each.authority(), each.certificate(), signs, responder);
    }

    /** Whether somebody may still ask for the status of what it issued; the responders that it named do not count. */
    private boolean asked(Generation each) {
        return register.holdsUnended(
                each.name(),
                setting.clock().instant(),
                setting.plan().responder().profile());
    }

    private SigningKey responder(String ca, CertificateAuthority issuer, List<X509Certificate> above) {
        HierarchyPlan.Responder planned = setting.plan().responder();
        String name = responderName(ca);
        Subject subject = Subject.service(
                setting.plan().country(), setting.plan().organization(), planned.commonName() + " " + ca);
        return keys.current(name, planned.profile(), SERVICE_MARGIN, above)
                .orElseGet(() -> keys.make(planned.key(), planned.profile(), name, subject, issuer));
    }

    /** Without the root the present one goes on, as long as it lasts. */
    private Optional<SigningKey> rootResponder(X509Certificate root) {
        String profile = setting.plan().responder().profile();
        String name = responderName(setting.plan().root().name());
        Optional<SigningKey> enough = keys.current(name, profile, SERVICE_MARGIN, List.of(root));
        if (enough.isPresent()) {
            return enough;
        }
        if (rootAccess.signs()) {
            return Optional.of(responder(setting.plan().root().name(), rootAuthority(), List.of(root)));
        }
        Optional<SigningKey> present = keys.current(name, profile, Duration.ZERO, List.of(root));
        duties.add(new RootDuty(
                name,
                present.map(key -> key.certificate().getNotAfter().toInstant())
                        .orElseGet(() -> setting.clock().instant())));
        return present;
    }

    private SigningKey timestampKey(CertificateAuthority issuer) {
        HierarchyPlan.TimestampService planned = setting.plan().timestampAuthority();
        String name = "khue:tsa";
        Subject subject =
                Subject.service(setting.plan().country(), setting.plan().organization(), planned.commonName());
        return keys.current(
                        name, planned.profile(), SERVICE_MARGIN, issuer.key().chain())
                .orElseGet(() -> keys.make(planned.key(), planned.profile(), name, subject, issuer));
    }

    /** Documents are signed without it: where its CA waits for the root there is none. */
    private Optional<SigningKey> reportKey(Map<String, CertificateAuthority> issuing) {
        HierarchyPlan.ReportService planned = setting.plan().reports();
        String name = "khue:report";
        Subject subject =
                Subject.service(setting.plan().country(), setting.plan().organization(), planned.commonName());
        return Optional.ofNullable(issuing.get(planned.issuer()))
                .map(issuer -> keys.current(
                                name,
                                planned.profile(),
                                SERVICE_MARGIN,
                                issuer.key().chain())
                        .orElseGet(() -> keys.make(planned.key(), planned.profile(), name, subject, issuer)));
    }

    private CertificateAuthority rootAuthority() {
        return authority(setting.plan().root(), rootAccess.key());
    }

    private void refreshRootCrl() {
        HierarchyPlan.Authority planned = setting.plan().root();
        Optional<PublishedCrl> last = register.latestCrl(planned.name());
        Instant due = setting.clock().instant().plus(planned.crlValidity().dividedBy(2));
        // Also where a CA was revoked since: that must be told at once.
        if (register.dueCrls(planned.name(), planned.mainCrl(), setting.clock().instant(), due, 1)
                .isEmpty()) {
            return;
        }
        if (!rootAccess.signs()) {
            duties.add(new RootDuty(
                    "khue:crl:" + planned.name(),
                    last.map(PublishedCrl::nextUpdate)
                            .orElseGet(() -> setting.clock().instant())));
        } else {
            planned.crls(rootAccess.key(), setting.urls(), setting.clock()).issue(register);
        }
    }

    private CertificateAuthority authority(HierarchyPlan.Authority planned, SigningKey key) {
        return new CertificateAuthority(
                planned.name(),
                key,
                planned.issues(),
                setting.profiles(),
                setting.policy().algorithms(),
                setting.urls(),
                planned.certificatesPerCrl(),
                setting.clock());
    }

    static String responderName(String ca) {
        return "khue:ocsp:" + ca;
    }
}
