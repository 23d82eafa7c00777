package vn.khue.signing;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.scheduling.annotation.EnableScheduling;

/** The signing service: documents, their signatures and seals, certificates, and what outsiders verify. */
@SpringBootApplication(proxyBeanMethods = false)
@ConfigurationPropertiesScan
@EnableScheduling
public class SigningApplication {
    public static void main(String[] args) {
        SpringApplication.run(SigningApplication.class, args);
    }
}
