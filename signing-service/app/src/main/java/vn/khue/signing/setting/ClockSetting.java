package vn.khue.signing.setting;

import java.time.Clock;
import java.util.List;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import vn.khue.pki.kernel.KernelClock;
import vn.khue.pki.policy.PkiPolicy;
import vn.khue.pki.timestamp.ClockWatch;
import vn.khue.pki.timestamp.EvenClock;

/** When the clock of this machine is believed. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ClockProperties.class)
class ClockSetting {
    @Bean
    ClockWatch clockWatch(ClockProperties properties, PkiPolicy policy) {
        PkiPolicy.Timestamp limits = policy.timestamp();
        ClockWatch even = new EvenClock(Clock.systemUTC(), System::nanoTime, limits.accuracy(), limits.clockSettling());
        return switch (properties.trust()) {
            case EVEN -> even;
            case KERNEL -> ClockWatch.all(List.of(even, new KernelClock(limits.accuracy())));
        };
    }
}
