package vn.khue.launcher.ca;

import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import vn.khue.audit.event.Actor;
import vn.khue.audit.event.AuditEvent;
import vn.khue.audit.event.DetailKey;
import vn.khue.audit.event.EventKind;
import vn.khue.audit.event.JdbcOutbox;
import vn.khue.audit.event.Outcome;
import vn.khue.audit.event.TargetKind;
import vn.khue.launcher.Console;
import vn.khue.launcher.LauncherException;
import vn.khue.launcher.home.Ports;
import vn.khue.launcher.home.Secrets;
import vn.khue.launcher.home.StateDirectory;
import vn.khue.pki.DigestAlgorithm;
import vn.khue.pki.PkiException;
import vn.khue.pki.ca.Hierarchy;
import vn.khue.pki.ca.HierarchyFounder;
import vn.khue.pki.ca.HierarchyPlan;
import vn.khue.pki.ca.IssuedCertificate;
import vn.khue.pki.ca.LostAuthority;
import vn.khue.pki.ca.Profiles;
import vn.khue.pki.ca.RootDirectory;
import vn.khue.pki.ca.StatusUrls;
import vn.khue.pki.ceremony.CeremonyRecord;
import vn.khue.pki.ceremony.SplitSecret;
import vn.khue.pki.keystore.JdbcVaultStore;
import vn.khue.pki.keystore.KdfParameters;
import vn.khue.pki.keystore.KeyVault;
import vn.khue.pki.keystore.Passphrase;
import vn.khue.pki.keystore.SoftwareKeyVault;
import vn.khue.pki.pkcs11.Pkcs11KeyVault;
import vn.khue.pki.pkcs11.TokenSettings;
import vn.khue.pki.store.CertificateRecord;
import vn.khue.pki.store.CertificateStatus;
import vn.khue.pki.store.Connections;
import vn.khue.pki.store.JdbcCertificateRegister;
import vn.khue.pki.store.PublishedCrl;
import vn.khue.pki.store.RevocationReason;

/**
 * {@code khue ca sign}: opens the root and has it sign what is missing or near its end, in one transaction. {@code khue ca revoke}:
 * revokes an issuing CA first, with what its key certified. {@code khue ca rollover}: has the root certify the next key of an issuing CA.
 */
public final class RootSigning {
    /** The lock under which the signing service brings the hierarchy up. */
    private static final long FOUNDING = 0x6b687565_70_6b69L;

    private final StateDirectory state;
    private final Ports ports;
    private final Map<String, String> environment;
    private final Console out;
    private final Terminal terminal;
    private final Clock clock;

    public RootSigning(
            StateDirectory state,
            Ports ports,
            Map<String, String> environment,
            Console out,
            Terminal terminal,
            Clock clock) {
        this.state = state;
        this.ports = ports;
        this.environment = Map.copyOf(environment);
        this.out = out;
        this.terminal = terminal;
        this.clock = clock;
    }

    /** What the root is opened for. */
    public sealed interface Task {
        /** Whatever is missing or near its end. */
        record WhatIsDue() implements Task {}

        /** @param ca the issuing CA whose key is in other hands, see {@link LostAuthority#revoke} */
        record LostKey(String ca) implements Task {}

        /** @param ca name of the issuing CA in the plan that is to have a new key */
        record NextKey(String ca) implements Task {}
    }

    /**
     * What was asked for.
     *
     * @param people who take part
     * @param files of shares; none: they are typed
     * @param build names the build of Khuê
     */
    public record Wish(List<String> people, List<String> files, Task task, String build) {}

    /**
     * @throws LauncherException where the root is to sign and opens by no shares, they do not fit, or the database does not answer
     */
    public void hold(Wish wish) {
        Path directory = state.root().resolve("ca");
        Optional<CeremonyRecord> record = CeremonyRecord.in(directory);
        if (record.isEmpty() && wish.task() instanceof Task.WhatIsDue) {
            throw new LauncherException(out.texts().get("ca.noceremony", directory));
        }
        DataSource database = RegisterDatabase.open(state, ports, out.texts());
        try {
            if (record.isPresent()) {
                try (SplitSecret secret = new Shares(terminal, out.texts()).gather(record.get(), wish.files())) {
                    hold(
                            wish,
                            database,
                            directory,
                            new RootDirectory(directory, secret::passphrase, KdfParameters.RECOMMENDED));
                }
            } else {
                Path passphrase = state.secrets().resolve("root-ca-passphrase");
                hold(
                        wish,
                        database,
                        directory,
                        new RootDirectory(directory, () -> Passphrase.fromFile(passphrase), KdfParameters.RECOMMENDED));
            }
        } catch (PkiException e) {
            throw new LauncherException(e.getMessage(), e);
        }
    }

    private void hold(Wish wish, DataSource database, Path directory, RootDirectory root) {
        Instant begun = clock.instant();
        root.requireOpens();
        Signed signed = Connections.of(database).with(connection -> sign(connection, root, wish.task()));
        keep(directory, transcript(wish, begun, signed), begun);
        signed.loss()
                .ifPresent(loss -> out.say("ca.revoked", loss.authority().unit().orElse("-"), loss.issued()));
        signed.next().ifPresent(key -> out.say("ca.rolled", key));
        signed.certificates()
                .forEach(one -> out.say("ca.signed", one.record().unit().orElse("-")));
        signed.crl().ifPresent(crl -> out.say("ca.signed.crl", crl.number(), Transcript.time(crl.nextUpdate())));
        out.say(signed.certificates().isEmpty() && signed.crl().isEmpty() ? "ca.signed.nothing" : "ca.signed.next");
    }

    /** @param next name of the key that was asked for */
    private record Signed(
            Optional<LostAuthority.Loss> loss,
            Optional<String> next,
            List<IssuedCertificate> certificates,
            Optional<PublishedCrl> crl) {}

    private Signed sign(Connection connection, RootDirectory root, Task task) throws SQLException {
        try (PreparedStatement lock = connection.prepareStatement("select pg_advisory_xact_lock(?)")) {
            lock.setLong(1, FOUNDING);
            lock.execute();
        }
        Connections joined = Connections.joined(connection);
        JdbcCertificateRegister register = new JdbcCertificateRegister(joined);
        Optional<PublishedCrl> before = register.latestCrl("root");
        Optional<LostAuthority.Loss> loss = task instanceof Task.LostKey lost
                ? Optional.of(new LostAuthority(HierarchyPlan.shipped(), Profiles.shipped(), register, clock)
                        .revoke(lost.ca(), record -> JdbcOutbox.append(connection, revoked(record))))
                : Optional.empty();
        Optional<String> next = task instanceof Task.NextKey wanted ? Optional.of(wanted.ca()) : Optional.empty();
        try (KeyVault vault = vault(joined)) {
            Hierarchy hierarchy = new HierarchyFounder(
                            HierarchyFounder.Setting.shipped(
                                    new StatusUrls(URI.create(ports.signingUrl())), root, clock),
                            vault,
                            register)
                    .bringUp(next.map(Set::of).orElse(Set.of()));
            hierarchy.issuedNow().forEach(issued -> JdbcOutbox.append(connection, issued(issued.record())));
            return new Signed(
                    loss,
                    next.map(ca -> hierarchy.authority(ca).name()),
                    hierarchy.issuedNow(),
                    register.latestCrl("root")
                            .filter(crl -> before.map(PublishedCrl::number)
                                    .filter(crl.number()::equals)
                                    .isEmpty()));
        }
    }

    /** The vault of the signing service, as it opens it. */
    private KeyVault vault(Connections connections) {
        if (environment.getOrDefault("KHUE_KEYS", "software").equals("pkcs11")) {
            TokenSettings usual = TokenSettings.of(
                    Path.of(environment.getOrDefault("KHUE_PKCS11_MODULE", "")),
                    environment.getOrDefault("KHUE_PKCS11_TOKEN", ""),
                    state.secrets().resolve("hsm-pin"));
            return Pkcs11KeyVault.open(
                    new TokenSettings(
                            usual.module(),
                            usual.label(),
                            Optional.ofNullable(environment.get("KHUE_PKCS11_SERIAL"))
                                    .filter(s -> !s.isBlank()),
                            usual.pinFile(),
                            usual.sessions(),
                            usual.patience(),
                            usual.cachedKeys(),
                            usual.signerKeys(),
                            usual.retryAfter()),
                    new JdbcVaultStore("signing-token", connections),
                    clock);
        }
        Secrets secrets = new Secrets(state.secrets(), new SecureRandom());
        try (Passphrase passphrase = Passphrase.fromFile(secrets.file("vault-passphrase"))) {
            return SoftwareKeyVault.open(new JdbcVaultStore("signing", connections), passphrase);
        }
    }

    private AuditEvent issued(CertificateRecord record) {
        return event(EventKind.CERTIFICATE_ISSUED, record)
                .with(DetailKey.PROFILE, record.profile())
                .build();
    }

    private AuditEvent revoked(CertificateRecord record) {
        String reason = record.status() instanceof CertificateStatus.Revoked revoked
                ? revoked.reason().name()
                : RevocationReason.UNSPECIFIED.name();
        return event(EventKind.CERTIFICATE_REVOKED, record)
                .with(DetailKey.REVOCATION_REASON, reason)
                .with(DetailKey.PERSON, record.holder().map(UUID::toString).orElse(""))
                .build();
    }

    private AuditEvent.Builder event(EventKind kind, CertificateRecord record) {
        String sha256 = HexFormat.of().formatHex(DigestAlgorithm.SHA256.of(record.der()));
        return AuditEvent.of(kind, Outcome.SUCCESS, Actor.service("khue-signing"), "signing", clock)
                .target(TargetKind.CERTIFICATE, sha256)
                .with(DetailKey.CERTIFICATE_SHA256, sha256)
                .with(DetailKey.ISSUER, record.ca())
                .with(DetailKey.SERIAL, record.serial().toString(16).toUpperCase(Locale.ROOT));
    }

    private String transcript(Wish wish, Instant begun, Signed signed) {
        Transcript transcript = new Transcript(out.texts(), "ca.transcript.sign", wish.build(), begun, wish.people());
        CeremonyRecord.in(state.root().resolve("ca"))
                .ifPresent(record -> transcript.add("ca.transcript.joined", record.threshold(), record.set()));
        signed.loss()
                .ifPresent(loss -> transcript.add(
                        "ca.transcript.revoked",
                        loss.authority().ca(),
                        loss.authority().profile(),
                        loss.authority().serial().toString(16).toUpperCase(Locale.ROOT),
                        loss.issued()));
        signed.next().ifPresent(key -> transcript.add("ca.transcript.rolled", key));
        signed.certificates().forEach(one -> transcript.certificate(one.record().ca(), one.certificate()));
        signed.crl()
                .ifPresent(crl -> transcript.add("ca.transcript.crl", crl.number(), Transcript.time(crl.nextUpdate())));
        transcript.add("ca.transcript.end", Transcript.time(clock.instant()));
        return transcript.text();
    }

    private void keep(Path directory, String text, Instant begun) {
        String name = "transcript-"
                + DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT)
                        .format(begun.atOffset(ZoneOffset.UTC))
                + ".txt";
        StateDirectory.writeOwnerOnly(directory.resolve(name), text);
        out.say("ca.transcript.kept", directory.resolve(name));
    }
}
