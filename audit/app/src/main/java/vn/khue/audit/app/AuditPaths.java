package vn.khue.audit.app;

import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import vn.khue.web.security.ApiPaths;
import vn.khue.web.security.BodyLimit;
import vn.khue.web.security.LocalServices;
import vn.khue.web.security.OpenServices;

/** Who may reach which path of this service. What is not listed needs a login. */
@Configuration(proxyBeanMethods = false)
class AuditPaths {

    /** Largest batch of events; a sender's own limit is 4,000,000 bytes. */
    private static final long LARGEST_BATCH = 5_000_000;

    /** Senders of events, with the token of their service account. */
    @Bean
    ApiPaths intakePaths() {
        return new ApiPaths(List.of("/api/events"), "khue-audit", "events:write");
    }

    @Bean
    BodyLimit batches() {
        return new BodyLimit("/api/events", LARGEST_BATCH);
    }

    /** Bundles of the ledger's entries hold ids of persons and addresses: for a verifier on this machine. */
    @Bean
    LocalServices entryPaths() {
        return LocalServices.of("/log/tile/entries/**");
    }

    /** The ledger's read side (C2SP tlog-tiles): signed checkpoints and hashes, which tell nothing of anybody. */
    @Bean
    OpenServices ledgerPaths() {
        return OpenServices.of("/log/checkpoint", "/log/checkpoint.witnessed", "/log/tile/**", "/log/timestamps/*");
    }
}
