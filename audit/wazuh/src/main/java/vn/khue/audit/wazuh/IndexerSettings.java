package vn.khue.audit.wazuh;

import java.nio.file.Path;
import java.time.Duration;

/**
 * Where the alerts lie.
 *
 * @param address of the indexer's REST API, for example {@code https://indexer.example.vn:9200}
 * @param ca as for the server
 * @param credentials of an account that may read the indices of alerts and nothing else
 * @param line whose indices to read
 * @param leastLevel alerts below this level, 0 to 16, are left where they are
 * @param page how many alerts at a time, 1 to 1,000
 * @param patience for one whole exchange
 */
public record IndexerSettings(
        WazuhAddress address,
        Path ca,
        CredentialsFile credentials,
        ApiLine line,
        int leastLevel,
        int page,
        Duration patience) {

    public static final int MOST_PAGE = 1_000;

    public IndexerSettings {
        if (leastLevel < 0 || leastLevel > 16 || page < 1 || page > MOST_PAGE) {
            throw new WazuhException("Wazuh indexer: expected a level of 0 to 16 and a page of 1 to " + MOST_PAGE
                    + ", found " + leastLevel + " and " + page);
        }
    }

    /** 500 alerts at a time, 30 seconds. */
    public static IndexerSettings of(String address, Path ca, Path credentials, ApiLine line, int leastLevel) {
        return new IndexerSettings(
                WazuhAddress.of(address),
                ca,
                new CredentialsFile(credentials),
                line,
                leastLevel,
                500,
                Duration.ofSeconds(30));
    }
}
