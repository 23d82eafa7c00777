package vn.khue.signing.setting;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.util.Locale;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import vn.khue.audit.event.Actor;
import vn.khue.audit.event.AuditEvent;
import vn.khue.audit.event.DetailKey;
import vn.khue.audit.event.EventKind;
import vn.khue.audit.event.Outcome;
import vn.khue.audit.event.TargetKind;
import vn.khue.pki.Certificates;
import vn.khue.pki.CryptoProviders;
import vn.khue.pki.SignatureVerifier;
import vn.khue.pki.ca.Hierarchy;
import vn.khue.pki.ca.HierarchyFounder;
import vn.khue.pki.ca.IssuedCertificate;
import vn.khue.pki.ca.RootDirectory;
import vn.khue.pki.ca.StatusUrls;
import vn.khue.pki.ceremony.CeremonyRecord;
import vn.khue.pki.keystore.KdfParameters;
import vn.khue.pki.keystore.KeyVault;
import vn.khue.pki.keystore.Passphrase;
import vn.khue.pki.path.PathValidator;
import vn.khue.pki.path.Rfc5280PathValidator;
import vn.khue.pki.policy.PkiPolicy;
import vn.khue.pki.store.JdbcCertificateRegister;
import vn.khue.pki.timestamp.ClockWatch;
import vn.khue.pki.timestamp.InProcessTimestampClient;
import vn.khue.pki.timestamp.TimestampAuthority;
import vn.khue.pki.timestamp.TimestampClient;
import vn.khue.pki.trust.AnchorExamination;
import vn.khue.signing.authority.JoinedConnections;
import vn.khue.signing.authority.RootDuties;
import vn.khue.signing.authority.ServiceAddress;
import vn.khue.signing.authority.TimestampValve;
import vn.khue.signing.document.Sha256;
import vn.khue.web.event.TransactionalOutbox;

/**
 * Brings the authorities up. The root's key is open only while it makes what is missing; its passphrase is
 * asked for only then.
 */
@Configuration(proxyBeanMethods = false)
class PkiSetting {
    /** Names the lock that lets one process at a time bring the hierarchy up. */
    private static final long FOUNDING = 0x6b687565_70_6b69L;

    @Bean
    ServiceAddress serviceAddress(SigningProperties properties) {
        return new ServiceAddress(properties.url());
    }

    @Bean
    JoinedConnections joinedConnections(DataSource database, PlatformTransactionManager transactions) {
        return new JoinedConnections(database, transactions);
    }

    @Bean
    @DependsOnDatabaseInitialization
    Hierarchy hierarchy(
            KeyVault vault,
            JoinedConnections connections,
            ServiceAddress address,
            SigningProperties properties,
            PlatformTransactionManager transactions,
            JdbcClient jdbc,
            TransactionalOutbox outbox,
            ObjectProvider<KdfParameters> cost,
            Clock clock) {
        RootDirectory root = root(properties, cost.getIfAvailable(() -> KdfParameters.RECOMMENDED));
        StatusUrls urls = new StatusUrls(address.base());
        RootDuties duties = new RootDuties(properties.state().resolve("run").resolve("root-duties"));
        Hierarchy hierarchy = new TransactionTemplate(transactions).execute(status -> {
            jdbc.sql("select pg_advisory_xact_lock(:founding)")
                    .param("founding", FOUNDING)
                    .query()
                    .listOfRows();
            Hierarchy found = duties.tell(() -> new HierarchyFounder(
                            HierarchyFounder.Setting.shipped(urls, root, clock),
                            vault,
                            new JdbcCertificateRegister(connections))
                    .bringUp());
            found.issuedNow().forEach(issued -> outbox.append(issued(issued, clock)));
            return found;
        });
        export(properties.state().resolve("trust").resolve("khue-root.crt"), Certificates.pem(hierarchy.root()));
        return hierarchy;
    }

    /** A root that was made in a ceremony opens by shares alone, and not here. */
    private static RootDirectory root(SigningProperties properties, KdfParameters cost) {
        Path directory = properties.state().resolve("ca");
        return CeremonyRecord.in(directory).isPresent()
                ? RootDirectory.closed(directory)
                : new RootDirectory(
                        directory, () -> Passphrase.fromFile(properties.secret("root-ca-passphrase")), cost);
    }

    private static AuditEvent issued(IssuedCertificate issued, Clock clock) {
        return AuditEvent.of(
                        EventKind.CERTIFICATE_ISSUED, Outcome.SUCCESS, Actor.service("khue-signing"), "signing", clock)
                .target(TargetKind.CERTIFICATE, Sha256.of(issued.record().der()).hex())
                .with(DetailKey.PROFILE, issued.record().profile())
                .with(DetailKey.ISSUER, issued.record().ca())
                .with(DetailKey.SERIAL, issued.record().serial().toString(16).toUpperCase(Locale.ROOT))
                .build();
    }

    /** For verifiers on this machine; whole or not at all. */
    private static void export(Path file, String pem) {
        try {
            Files.createDirectories(file.getParent());
            Path draft = Files.createTempFile(file.getParent(), "root-", ".tmp");
            Files.writeString(draft, pem, StandardCharsets.US_ASCII);
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("the root certificate could not be exported to " + file, e);
        }
    }

    @Bean
    PkiPolicy pkiPolicy() {
        return PkiPolicy.vn2026();
    }

    @Bean
    TimestampAuthority timestampAuthority(Hierarchy hierarchy, PkiPolicy policy, Clock clock, ClockWatch watch) {
        return new TimestampAuthority(
                hierarchy.timestampKey(),
                hierarchy.plan().timestampAuthority().policy(),
                policy.timestamp(),
                clock,
                watch);
    }

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> timestamps(TimestampAuthority authority) {
        return factory -> factory.addEngineValves(new TimestampValve(authority));
    }

    @Bean
    TimestampClient timestampClient(TimestampAuthority authority) {
        return new InProcessTimestampClient(authority);
    }

    @Bean
    AnchorExamination anchorExamination(PkiPolicy policy) {
        return new AnchorExamination(policy.algorithms(), new SignatureVerifier(CryptoProviders.fastest()));
    }

    @Bean
    PathValidator pathValidator(PkiPolicy policy) {
        return new Rfc5280PathValidator(policy, CryptoProviders.fastest());
    }
}
