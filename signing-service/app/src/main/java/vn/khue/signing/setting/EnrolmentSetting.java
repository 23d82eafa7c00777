package vn.khue.signing.setting;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import vn.khue.pki.CryptoProviders;
import vn.khue.pki.ca.Profiles;
import vn.khue.pki.pkcs10.Pkcs10Reader;
import vn.khue.pki.policy.PkiPolicy;
import vn.khue.signing.enrolment.EnrolmentPolicy;
import vn.khue.web.security.BodyLimit;

/** How hosts get their certificates. */
@Configuration(proxyBeanMethods = false)
class EnrolmentSetting {
    /** Base64 with line ends takes less than twice the bytes. */
    private static final long REQUEST = 2L * Pkcs10Reader.MAX_BYTES;

    @Bean
    EnrolmentPolicy enrolmentPolicy() {
        return EnrolmentPolicy.shipped();
    }

    @Bean
    Pkcs10Reader pkcs10Reader(EnrolmentPolicy enrolment, PkiPolicy policy) {
        return new Pkcs10Reader(
                Profiles.shipped().get(enrolment.profile()), policy.algorithms(), CryptoProviders.fastest());
    }

    @Bean
    BodyLimit estLimit() {
        return new BodyLimit("/.well-known/est/*", REQUEST);
    }

    @Bean
    BodyLimit loginRequestLimit() {
        return new BodyLimit("/certificates/logins", 2 * REQUEST);
    }

    @Bean
    BodyLimit serviceRequestLimit() {
        return new BodyLimit("/service-certificates/**", 2 * REQUEST);
    }
}
