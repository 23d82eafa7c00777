package vn.khue.signing.setting;

import java.time.Clock;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import vn.khue.pki.ca.Hierarchy;
import vn.khue.pki.crl.CrlPublication;
import vn.khue.pki.ocsp.AnswerPolicy;
import vn.khue.pki.ocsp.AnswerProduction;
import vn.khue.pki.ocsp.AnswerSigner;
import vn.khue.pki.ocsp.AnswerStore;
import vn.khue.pki.ocsp.OcspResponder;
import vn.khue.pki.ocsp.PublicResponder;
import vn.khue.pki.revocation.InProcessRevocationSource;
import vn.khue.pki.revocation.RevocationSource;
import vn.khue.pki.status.PublishingRegister;
import vn.khue.pki.store.CertificateRegister;
import vn.khue.pki.store.JdbcCertificateRegister;
import vn.khue.signing.authority.CachePeriod;
import vn.khue.signing.authority.JoinedConnections;
import vn.khue.signing.authority.KeptAnswerValve;

/** How the state of certificates is published: lists, pre-signed answers, answers on demand. */
@Configuration(proxyBeanMethods = false)
class StatusSetting {
    @Bean
    AnswerPolicy answerPolicy() {
        return AnswerPolicy.shipped();
    }

    /** Answers on demand; reads the register as it is at that moment. */
    @Bean
    OcspResponder ocspResponder(Hierarchy hierarchy, JoinedConnections connections, AnswerPolicy policy, Clock clock) {
        return new OcspResponder(
                hierarchy.certificates(),
                hierarchy.responders(),
                new JdbcCertificateRegister(connections),
                policy.validity(),
                clock);
    }

    @Bean
    AnswerStore answerStore(JoinedConnections connections) {
        return new AnswerStore(connections);
    }

    @Bean
    AnswerSigner answerSigner(OcspResponder responder, AnswerPolicy policy, Clock clock) {
        return new AnswerSigner(responder, policy, clock);
    }

    @Bean
    AnswerProduction answerProduction(
            JoinedConnections connections,
            OcspResponder responder,
            AnswerSigner signer,
            AnswerPolicy policy,
            Clock clock) {
        return new AnswerProduction(connections, responder, signer, policy, clock);
    }

    @Bean
    CrlPublication crlPublication(JoinedConnections connections, Hierarchy hierarchy, Clock clock) {
        return new CrlPublication(connections, hierarchy.lists(), clock);
    }

    @Bean
    CertificateRegister certificateRegister(
            JoinedConnections connections, AnswerStore answers, AnswerSigner signer, Hierarchy hierarchy) {
        return new PublishingRegister(new JdbcCertificateRegister(connections), answers, signer, hierarchy.lists());
    }

    @Bean(destroyMethod = "close")
    PublicResponder publicResponder(
            OcspResponder responder, AnswerSigner signer, AnswerStore answers, AnswerPolicy policy, Clock clock) {
        PublicResponder started = new PublicResponder(responder, signer, answers, policy, clock);
        started.start();
        return started;
    }

    @Bean
    RevocationSource revocationSource(OcspResponder responder, CertificateRegister register, Hierarchy hierarchy) {
        return new InProcessRevocationSource(responder, register, hierarchy.certificates());
    }

    @Bean
    CachePeriod cachePeriod(AnswerPolicy policy) {
        return new CachePeriod(policy.maximumAge());
    }

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> keptAnswers(
            PublicResponder responder, CachePeriod caches, Clock clock) {
        return factory -> factory.addEngineValves(new KeptAnswerValve(responder, caches, clock));
    }
}
