package vn.khue.signing.partreport;

import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import vn.khue.web.security.ApiPaths;
import vn.khue.web.security.BodyLimit;

/** Who may have a report sealed: a client with the right for it, of which there is one, the audit service. */
@Configuration(proxyBeanMethods = false)
class PartReportSetting {

    /** The path. */
    static final String PATH = "/api/reports";

    /** A report of a year with all its tables has far less. */
    static final long LARGEST = 10L << 20;

    @Bean
    ApiPaths partReportPaths() {
        return new ApiPaths(List.of(PATH), "khue-signing", "reports:seal");
    }

    @Bean
    BodyLimit partReportLimit() {
        return new BodyLimit(PATH, LARGEST);
    }
}
