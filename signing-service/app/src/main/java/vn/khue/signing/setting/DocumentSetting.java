package vn.khue.signing.setting;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import vn.khue.directory.ldap.LdapDirectory;
import vn.khue.directory.ldap.LdapEndpoint;
import vn.khue.pki.ca.Hierarchy;
import vn.khue.pki.path.PathValidator;
import vn.khue.pki.policy.PkiPolicy;
import vn.khue.pki.revocation.RevocationSource;
import vn.khue.pki.timestamp.TimestampClient;
import vn.khue.signature.appearance.PlacementFinder;
import vn.khue.signature.evidence.EvidenceRecorder;
import vn.khue.signature.intake.IntakeLimits;
import vn.khue.signature.intake.PdfIntake;
import vn.khue.signature.pades.PdfExtender;
import vn.khue.signature.pades.PdfSigner;
import vn.khue.signature.pades.SigningServices;
import vn.khue.signature.preview.PageRenderer;
import vn.khue.signature.report.ReportSealer;
import vn.khue.signature.validation.SignatureValidator;
import vn.khue.signature.validation.ValidationContext;
import vn.khue.signing.document.ContentStore;
import vn.khue.signing.document.PageImages;
import vn.khue.signing.trust.CurrentTrust;
import vn.khue.signing.turn.Turns;
import vn.khue.signing.validation.KeptReports;
import vn.khue.signing.validation.PublishedVerdicts;
import vn.khue.signing.validation.SealedReports;
import vn.khue.signing.validation.Validations;

/** Puts the libraries of documents, signatures and people together. */
@Configuration(proxyBeanMethods = false)
class DocumentSetting {
    @Bean
    ContentStore contentStore(SigningProperties properties) {
        return new ContentStore(properties.data().resolve("files"));
    }

    @Bean
    PageRenderer pageRenderer() {
        return new PageRenderer();
    }

    @Bean
    PageImages pageImages(ContentStore content, PageRenderer renderer, SigningProperties properties) {
        return new PageImages(content, renderer, properties.data().resolve("pages"));
    }

    @Bean
    PdfIntake pdfIntake() {
        return new PdfIntake(IntakeLimits.standard());
    }

    /** Two, for as many cores: each may hold three times the largest file in memory. */
    @Bean
    Turns turns() {
        return new Turns(2, Duration.ofSeconds(20));
    }

    @Bean
    PlacementFinder placementFinder() {
        return new PlacementFinder();
    }

    @Bean
    PdfSigner pdfSigner(
            TimestampClient timestamps,
            RevocationSource revocation,
            PathValidator paths,
            CurrentTrust trust,
            Clock clock) {
        return new PdfSigner(new SigningServices(timestamps, revocation, paths, trust, clock));
    }

    @Bean
    PdfExtender pdfExtender(
            TimestampClient timestamps,
            RevocationSource revocation,
            PathValidator paths,
            CurrentTrust trust,
            PkiPolicy policy,
            Clock clock) {
        return new PdfExtender(new SigningServices(timestamps, revocation, paths, trust, clock), policy.algorithms());
    }

    @Bean
    EvidenceRecorder evidenceRecorder(
            TimestampClient timestamps,
            RevocationSource revocation,
            PathValidator paths,
            CurrentTrust trust,
            Clock clock) {
        return new EvidenceRecorder(new SigningServices(timestamps, revocation, paths, trust, clock));
    }

    /** For strangers' files: two at a time. */
    @Bean(destroyMethod = "close")
    Validations validations(PathValidator paths, CurrentTrust trust, RevocationSource revocation, Clock clock) {
        return judging(2, paths, trust, revocation, clock);
    }

    /** For published documents, which a stranger's file must never block: one at a time, and each kept for a while. */
    @Bean(destroyMethod = "close")
    PublishedVerdicts publishedVerdicts(
            PathValidator paths, CurrentTrust trust, RevocationSource revocation, ContentStore content, Clock clock) {
        return new PublishedVerdicts(judging(1, paths, trust, revocation, clock), content, clock);
    }

    private static Validations judging(
            int atOnce, PathValidator paths, CurrentTrust trust, RevocationSource revocation, Clock clock) {
        return new Validations(
                atOnce,
                new SignatureValidator(),
                () -> new ValidationContext(trust.get(), paths, Optional.of(revocation), clock.instant()));
    }

    @Bean
    KeptReports keptReports(Clock clock) {
        return new KeptReports(clock);
    }

    /** Two at a time, as many as are judged. */
    @Bean
    SealedReports sealedReports(PdfSigner signer, Hierarchy hierarchy, ContentStore content) {
        return new SealedReports(2, new ReportSealer(signer, hierarchy.reportKey(), content::newIncoming));
    }

    @Bean(destroyMethod = "close")
    LdapDirectory directory(SigningProperties properties) {
        return new LdapDirectory(LdapEndpoint.of(
                properties.ldapUrls(),
                properties.ldapBase(),
                "cn=signing,ou=services," + properties.ldapBase(),
                line(properties.secret("ldap-signing"))));
    }

    private static String line(Path secret) {
        try {
            return Files.readString(secret, StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new UncheckedIOException("expected a readable secret file " + secret + "; run ./khue up", e);
        }
    }
}
