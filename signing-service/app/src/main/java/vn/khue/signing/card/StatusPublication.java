package vn.khue.signing.card;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import vn.khue.ecard.status.CardStatus;
import vn.khue.ecard.status.IndexPermutation;
import vn.khue.ecard.status.StatusList;
import vn.khue.ecard.status.StatusListCwt;
import vn.khue.ecard.status.StatusListJwt;
import vn.khue.ecard.status.StatusListToken;
import vn.khue.pki.PkiException;

/**
 * Signs the status lists anew: at once after a change, and as often as they are to be fetched, so that their age says how old what they say
 * is. A list and the count of the change it holds are one row, so of two nodes the later never publishes the earlier state. Thread-safe.
 */
@Service
public class StatusPublication {
    /**
     * A list as published.
     *
     * @param version counts publications of changes, for caches
     */
    public record Published(byte[] cwt, String jwt, long version, Instant issuedAt) {}

    private static final Logger LOG = LoggerFactory.getLogger(StatusPublication.class);

    private final CardKeys keys;
    private final CardAddresses addresses;
    private final CardPolicy policy;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Clock clock;

    public StatusPublication(
            CardKeys keys,
            CardAddresses addresses,
            CardPolicy policy,
            JdbcClient jdbc,
            PlatformTransactionManager transactions,
            Clock clock) {
        this.keys = keys;
        this.addresses = addresses;
        this.policy = policy;
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    /** The list, signed now where it never was. */
    public Published list(int shard) {
        return find(shard).orElseGet(() -> {
            publish(shard);
            return find(shard).orElseThrow();
        });
    }

    private Optional<Published> find(int shard) {
        return jdbc.sql(
                        "select cwt, jwt, published, issued_at from card_shard where shard = :shard and cwt is not null")
                .param("shard", shard)
                .query((row, number) -> new Published(
                        row.getBytes("cwt"),
                        row.getString("jwt"),
                        row.getLong("published"),
                        row.getTimestamp("issued_at").toInstant()))
                .optional();
    }

    /** Publishes one list as it is now. */
    public void publish(int shard) {
        CardKeys.ListKey key = keys.statusKey();
        transaction.executeWithoutResult(status -> {
            long changed = jdbc.sql("select changed from card_shard where shard = :shard for update")
                    .param("shard", shard)
                    .query(Long.class)
                    .single();
            Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
            StatusListToken token = new StatusListToken(
                    addresses.status(shard),
                    now,
                    Optional.of(now.plus(policy.listExpiry())),
                    Optional.of(policy.listTtl()),
                    entries(shard, now));
            jdbc.sql("update card_shard set published = :changed, issued_at = :at, cwt = :cwt, jwt = :jwt"
                            + " where shard = :shard")
                    .param("changed", changed)
                    .param("at", Timestamp.from(now))
                    .param("cwt", StatusListCwt.sign(token, key.key(), key.kid()))
                    .param("jwt", StatusListJwt.sign(token, key.key(), key.kid()))
                    .param("shard", shard)
                    .update();
        });
    }

    /** Cards that have ended are 0 again: their end is in themselves, and the list stays small. */
    private StatusList entries(int shard, Instant now) {
        StatusList.Builder list = new StatusList.Builder(CardStatus.BITS, IndexPermutation.PLACES);
        jdbc.sql("select place, status from card where shard = :shard and status <> 0 and expires_at > :now"
                        // A phone that holds a card holds no longer than the card does.
                        + " union all select p.place, case p.status when 0 then c.status else p.status end"
                        + " from card_phone p join card c on c.id = p.card"
                        + " where p.shard = :shard and (p.status <> 0 or c.status <> 0) and p.expires_at > :now"
                        + " union all select form.place, card.status from wallet_credential form join card"
                        + " on card.id = form.card where form.shard = :shard and card.status <> 0"
                        + " and form.expires_at > :now")
                .param("shard", shard)
                .param("now", Timestamp.from(now))
                .query(row -> {
                    list.set(row.getInt("place"), row.getInt("status"));
                });
        return list.build();
    }

    /** What changed and was not published at once, and what is to be signed anew. */
    @Scheduled(fixedDelayString = "PT0.25S", initialDelayString = "PT1S")
    public void publishWhatIsDue() {
        try {
            due().forEach(this::publish);
        } catch (PkiException failure) {
            // The next run tries again; verifiers see the age of the list until then.
            LOG.error("status lists of cards could not be published", failure);
        }
    }

    /** Lists that nobody asked for yet and that hold nothing wait for the first question. */
    private List<Integer> due() {
        return jdbc.sql("select shard from card_shard where (published > 0 or next_number > 0)"
                        + " and (changed > published or issued_at < :before) order by shard")
                .param("before", Timestamp.from(clock.instant().minus(policy.listTtl())))
                .query(Integer.class)
                .list();
    }
}
