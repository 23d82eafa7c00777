package vn.khue.signing.acme;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import vn.khue.web.security.BodyLimit;
import vn.khue.web.security.OpenServices;

/** The ACME server's parts. */
@Configuration(proxyBeanMethods = false)
class AcmeSetting {
    /** A JWS with a request of 8192-bit RSA fits. */
    private static final long REQUEST = 32 * 1024;

    /** @param trialPort for tests alone: hosts are asked on this port of this machine, whatever their names */
    @Bean
    Http01 http01(@Value("${khue.signing.acme.trial-port:0}") int trialPort) {
        return new Http01(
                trialPort == 0
                        ? Optional.empty()
                        : Optional.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), trialPort)));
    }

    @Bean
    OpenServices acmePaths() {
        return OpenServices.of("/acme/**");
    }

    @Bean
    BodyLimit acmeLimit() {
        return new BodyLimit("/acme/**", REQUEST);
    }
}
