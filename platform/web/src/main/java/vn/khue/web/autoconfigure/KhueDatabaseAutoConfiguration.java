package vn.khue.web.autoconfigure;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Clock;
import java.time.Duration;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;
import vn.khue.audit.event.BacklogWatch;
import vn.khue.audit.event.Heartbeat;
import vn.khue.web.WebProperties;
import vn.khue.web.event.AuditEvents;
import vn.khue.web.event.Deliveries;
import vn.khue.web.event.DeliveryProperties;
import vn.khue.web.event.DenialRecord;
import vn.khue.web.event.EventAllowance;
import vn.khue.web.event.EventDelivery;
import vn.khue.web.event.OutboxProperties;
import vn.khue.web.event.OutboxWatch;
import vn.khue.web.event.RefusalRecord;
import vn.khue.web.event.SignsOfLife;
import vn.khue.web.event.TransactionalOutbox;
import vn.khue.web.login.Gate;
import vn.khue.web.login.SignedInPersons;
import vn.khue.web.stepup.StepUpConfiguration;

/** What needs the app's database: the outbox of audit events, and step-up. */
@AutoConfiguration(
        after = KhueLoginAutoConfiguration.class,
        afterName = {
            "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration",
            "org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration",
            "org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration",
            "org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration"
        })
@ConditionalOnBean(DataSource.class)
@Import(StepUpConfiguration.class)
@EnableConfigurationProperties(OutboxProperties.class)
public class KhueDatabaseAutoConfiguration {

    private static final Duration LOOK = Duration.ofSeconds(10);

    @Bean
    AuditEvents auditEvents(WebProperties properties, Clock clock) {
        return new AuditEvents(properties.app(), clock);
    }

    /** Only an app that names an intake delivers; the others keep their events in the outbox. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnProperty("khue.web.events.intake")
    @EnableConfigurationProperties(DeliveryProperties.class)
    static class DeliveryConfiguration {

        @Bean
        EventDelivery eventDelivery(
                DataSource database,
                DeliveryProperties events,
                WebProperties properties,
                Gate gate,
                MeterRegistry meters,
                Clock clock) {
            return Deliveries.over(database, events, properties.app(), gate, meters, clock);
        }

        @Bean
        SignsOfLife signsOfLife(
                DataSource database,
                DeliveryProperties events,
                WebProperties properties,
                EventDelivery delivery,
                Clock clock) {
            return new SignsOfLife(() -> new Heartbeat(
                    database::getConnection, properties.app(), events.heartbeat(), delivery::wake, clock));
        }
    }

    @Bean
    OutboxWatch outboxWatch(DataSource database, OutboxProperties outbox, WebProperties properties) {
        return new OutboxWatch(
                () -> new BacklogWatch(database::getConnection, properties.app(), outbox.bound(), LOOK),
                outbox.bound());
    }

    @Bean
    MeterBinder outboxMeter(OutboxWatch watch, Clock clock) {
        return watch.meter(clock);
    }

    @Bean("outbox")
    HealthIndicator outboxHealth(OutboxWatch watch) {
        return watch.health();
    }

    @Bean
    TransactionalOutbox transactionalOutbox(
            DataSource database, OutboxWatch watch, ObjectProvider<EventDelivery> delivery) {
        return new TransactionalOutbox(database, watch::current, () -> delivery.ifAvailable(EventDelivery::wake));
    }

    @Bean
    EventAllowance eventAllowance(Clock clock) {
        return new EventAllowance(clock);
    }

    @Bean
    RefusalRecord refusalRecord(
            AuditEvents events,
            TransactionalOutbox outbox,
            SignedInPersons persons,
            PlatformTransactionManager transactions,
            EventAllowance allowance) {
        TransactionTemplate own = new TransactionTemplate(transactions);
        own.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        return new RefusalRecord(events, outbox, persons, own, allowance);
    }

    @Bean
    DenialRecord denialRecord(
            AuditEvents events,
            TransactionalOutbox outbox,
            SignedInPersons persons,
            PlatformTransactionManager transactions) {
        TransactionTemplate own = new TransactionTemplate(transactions);
        own.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        return new DenialRecord(events, outbox, persons, own);
    }
}
