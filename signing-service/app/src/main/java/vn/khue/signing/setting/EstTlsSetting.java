package vn.khue.signing.setting;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.apache.catalina.Valve;
import org.apache.catalina.connector.Connector;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.transaction.PlatformTransactionManager;
import vn.khue.pki.DnsName;
import vn.khue.pki.ca.Hierarchy;
import vn.khue.pki.path.PathValidator;
import vn.khue.pki.store.CertificateRegister;
import vn.khue.signing.enrolment.EnrolmentPolicy;
import vn.khue.signing.est.EstConnector;
import vn.khue.signing.est.EstOnlyValve;
import vn.khue.signing.est.EstServerCertificate;
import vn.khue.signing.event.SigningEvents;

/** EST over TLS of our own, for hosts that renew by their certificates; off unless a port is set. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty("khue.signing.tls.port")
@EnableConfigurationProperties(EstTlsProperties.class)
class EstTlsSetting {
    @Bean
    EstServerCertificate estServerCertificate(
            EstTlsProperties properties,
            SigningProperties service,
            Hierarchy hierarchy,
            CertificateRegister register,
            EnrolmentPolicy policy,
            PathValidator validator,
            SigningEvents events,
            PlatformTransactionManager transactions,
            Clock clock) {
        String name = properties.name().isEmpty() ? service.url().getHost() : properties.name();
        return new EstServerCertificate(
                DnsName.parse(name)
                        .orElseThrow(
                                () -> new IllegalStateException("khue.signing.tls.name: the name of at least two labels"
                                        + " by which hosts reach this port expected, found \"" + name + "\"")),
                hierarchy,
                register,
                policy,
                validator,
                events,
                transactions,
                clock);
    }

    /** Last, so that the valve stands before those that others have added. */
    @Bean
    @Order(Ordered.LOWEST_PRECEDENCE)
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> estPort(
            EstTlsProperties properties, EstServerCertificate certificate) {
        return factory -> {
            Connector connector = EstConnector.of(properties.address(), properties.port(), certificate.server());
            factory.addAdditionalConnectors(connector);
            List<Valve> valves = new ArrayList<>(List.of(new EstOnlyValve(connector)));
            valves.addAll(factory.getEngineValves());
            factory.setEngineValves(valves);
        };
    }
}
