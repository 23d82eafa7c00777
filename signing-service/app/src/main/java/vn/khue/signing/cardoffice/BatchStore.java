package vn.khue.signing.cardoffice;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import vn.khue.ecard.credential.CardId;

/** Batches and what is in them. Works in the caller's transaction. Thread-safe. */
@Repository
public class BatchStore {
    private static final int MOST_SHOWN = 100;
    private static final String SELECT =
            "select b.*, s.* from card_batch b cross join lateral (select count(*) as all_items,"
                    + " count(*) filter (where i.state = 'DONE') as done, count(*) filter (where i.state = 'FAILED') as failed,"
                    + " count(*) filter (where i.printed_at is not null) as printed,"
                    + " count(*) filter (where i.handed_at is not null) as handed from card_batch_item i where i.batch = b.id) s ";

    private final JdbcClient jdbc;

    public BatchStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public void add(Batch batch, List<BatchItem> items) {
        jdbc.sql(
                        "insert into card_batch (id, kind, reach, unit, unit_name, class_group, class_name, without_photo, cause,"
                                + " asked_by, asked_by_name, asked_at) values (:id, :kind, :reach, :unit, :unitName, :group,"
                                + " :className, :without, :cause, :by, :byName, :at)")
                .param("id", batch.id())
                .param("kind", batch.kind().name())
                .param("reach", batch.reach().name())
                .param("unit", batch.unit())
                .param("unitName", batch.unitName())
                .param("group", batch.classGroup().orElse(null), Types.VARCHAR)
                .param("className", batch.className().orElse(null), Types.VARCHAR)
                .param("without", batch.withoutPhoto())
                .param("cause", batch.cause().orElse(null), Types.VARCHAR)
                .param("by", batch.askedBy())
                .param("byName", batch.askedByName())
                .param("at", Timestamp.from(batch.askedAt()))
                .update();
        for (BatchItem item : items) {
            jdbc.sql("insert into card_batch_item (batch, n, person, unit, class_group, class_name, card)"
                            + " values (:batch, :n, :person, :unit, :group, :className, :card)")
                    .param("batch", batch.id())
                    .param("n", item.number())
                    .param("person", item.person())
                    .param("unit", item.unit())
                    .param("group", item.classGroup().orElse(null), Types.VARCHAR)
                    .param("className", item.className().orElse(null), Types.VARCHAR)
                    .param("card", item.card().map(CardId::bytes).orElse(null), Types.BINARY)
                    .update();
        }
    }

    public Optional<Batch> find(UUID id) {
        return jdbc.sql(SELECT + "where b.id = :id")
                .param("id", id)
                .query(BatchStore::batch)
                .optional();
    }

    /** The same, and nobody else changes its state until the transaction ends. */
    public Optional<Batch> lock(UUID id) {
        jdbc.sql("select 1 from card_batch where id = :id for update")
                .param("id", id)
                .query(Integer.class)
                .optional();
        return find(id);
    }

    /** Batches of these units, the newest first. */
    public List<Batch> of(Collection<String> units) {
        return units.isEmpty()
                ? List.of()
                : jdbc.sql(SELECT
                                + "where b.unit in (:units) order by (b.state = 'REQUESTED') desc, b.asked_at desc, b.id"
                                + " limit " + MOST_SHOWN)
                        .param("units", units)
                        .query(BatchStore::batch)
                        .list();
    }

    /** Whether pupils of this unit, or of the class, wait in a batch that is not decided or not done. */
    public boolean underWay(String unit, Optional<String> classGroup, Batch.Kind kind) {
        return jdbc.sql("select exists (select 1 from card_batch b join card_batch_item i on i.batch = b.id"
                        + " where b.state in ('REQUESTED', 'RUNNING', 'PAUSED') and b.kind = :kind and i.unit = :unit"
                        + " and (cast(:group as text) is null or i.class_group = :group))")
                .param("kind", kind.name())
                .param("unit", unit)
                .param("group", classGroup.orElse(null), Types.VARCHAR)
                .query(Boolean.class)
                .single();
    }

    public void decide(UUID id, Batch.State state, Batch.Approval by) {
        jdbc.sql("update card_batch set state = :state, decided_by = :by, decided_by_name = :name, decided_in = :in,"
                        + " decided_as = :as, decided_at = :at, authorisation = :proof where id = :id")
                .param("state", state.name())
                .param("by", by.by())
                .param("name", by.byName())
                .param("in", by.in())
                .param("as", by.as())
                .param("at", Timestamp.from(by.at()))
                .param("proof", by.authorisation().orElse(null), Types.OTHER)
                .param("id", id)
                .update();
    }

    /** @return whether it was in the state that was expected */
    public boolean move(UUID id, Batch.State from, Batch.State to) {
        return jdbc.sql("update card_batch set state = :to where id = :id and state = :from")
                        .param("to", to.name())
                        .param("id", id)
                        .param("from", from.name())
                        .update()
                == 1;
    }

    public List<UUID> running() {
        return jdbc.sql("select id from card_batch where state = 'RUNNING' order by decided_at, id")
                .query(UUID.class)
                .list();
    }

    /** The next that is open in a running batch. */
    public Optional<BatchItem> nextOpen(UUID batch) {
        return jdbc.sql("select i.* from card_batch_item i join card_batch b on b.id = i.batch where i.batch = :batch"
                        + " and b.state = 'RUNNING' and i.state = 'OPEN' order by i.n limit 1")
                .param("batch", batch)
                .query(BatchStore::item)
                .optional();
    }

    /** @return whether it is still open, and now nobody else's */
    public boolean lockOpen(BatchItem item) {
        return jdbc.sql("select 1 from card_batch_item i join card_batch b on b.id = i.batch where i.batch = :batch"
                        + " and i.n = :n and i.state = 'OPEN' and b.state = 'RUNNING' for update of i")
                .param("batch", item.batch())
                .param("n", item.number())
                .query(Integer.class)
                .optional()
                .isPresent();
    }

    public void done(BatchItem item, Optional<CardId> card) {
        jdbc.sql("update card_batch_item set state = 'DONE', problem = null, card = coalesce(:card, card)"
                        + " where batch = :batch and n = :n")
                .param("card", card.map(CardId::bytes).orElse(null), Types.BINARY)
                .param("batch", item.batch())
                .param("n", item.number())
                .update();
    }

    public void failed(BatchItem item, String problem) {
        jdbc.sql("update card_batch_item set state = 'FAILED', problem = :problem where batch = :batch and n = :n"
                        + " and state = 'OPEN'")
                .param("problem", problem)
                .param("batch", item.batch())
                .param("n", item.number())
                .update();
    }

    /** @return whether nothing is open any more, and it was this call that ended it */
    public boolean finish(UUID batch, Instant at) {
        return jdbc.sql(
                                "update card_batch b set state = 'DONE', finished_at = :at where id = :batch and state = 'RUNNING'"
                                        + " and not exists (select 1 from card_batch_item i where i.batch = b.id and i.state = 'OPEN')")
                        .param("at", Timestamp.from(at))
                        .param("batch", batch)
                        .update()
                == 1;
    }

    /** @return how many are open again */
    public int retry(UUID batch) {
        return jdbc.sql("update card_batch_item set state = 'OPEN', problem = null where batch = :batch"
                        + " and state = 'FAILED'")
                .param("batch", batch)
                .update();
    }

    /** Whose card is done or failed, in the order of the list; of one class where that is asked for. */
    public List<BatchItem> items(UUID batch, BatchItem.State state, Optional<String> classGroup) {
        return jdbc.sql("select * from card_batch_item where batch = :batch and state = :state"
                        + " and (cast(:group as text) is null or class_group = :group) order by n")
                .param("batch", batch)
                .param("state", state.name())
                .param("group", classGroup.orElse(null), Types.VARCHAR)
                .query(BatchStore::item)
                .list();
    }

    public List<UUID> people(UUID batch) {
        return jdbc.sql("select person from card_batch_item where batch = :batch order by n")
                .param("batch", batch)
                .query(UUID.class)
                .list();
    }

    /** A class in a batch with what became of its cards. */
    public record OfClass(String id, String name, String unit, int done, int printed, int handed) {}

    public List<OfClass> classes(UUID batch) {
        return jdbc.sql("select class_group, class_name, unit, count(*) filter (where state = 'DONE') as done,"
                        + " count(printed_at) as printed, count(handed_at) as handed, min(n) as first from card_batch_item"
                        + " where batch = :batch and class_group is not null group by class_group, class_name, unit"
                        + " order by first")
                .param("batch", batch)
                .query((row, n) -> new OfClass(
                        row.getString("class_group"),
                        row.getString("class_name"),
                        row.getString("unit"),
                        row.getInt("done"),
                        row.getInt("printed"),
                        row.getInt("handed")))
                .list();
    }

    public void printed(UUID batch, Collection<Integer> numbers, Instant at) {
        if (!numbers.isEmpty()) {
            jdbc.sql("update card_batch_item set printed_at = coalesce(printed_at, :at), problem = null"
                            + " where batch = :batch and n in (:numbers)")
                    .param("at", Timestamp.from(at))
                    .param("batch", batch)
                    .param("numbers", numbers)
                    .update();
        }
    }

    public void notPrinted(UUID batch, int number, String problem) {
        jdbc.sql("update card_batch_item set problem = :problem where batch = :batch and n = :n")
                .param("problem", problem)
                .param("batch", batch)
                .param("n", number)
                .update();
    }

    /** @return whether the tick changed */
    public boolean handed(UUID batch, int number, boolean handed, Instant at, UUID by) {
        return jdbc.sql(
                                handed
                                        ? "update card_batch_item set handed_at = :at, handed_by = :by where batch = :batch"
                                                + " and n = :n and state = 'DONE' and printed_at is not null"
                                                + " and handed_at is null"
                                        : "update card_batch_item set handed_at = null, handed_by = null"
                                                + " where batch = :batch and n = :n and handed_at is not null"
                                                + " and cast(:at as timestamptz) is not null and cast(:by as uuid) is not null")
                        .param("at", Timestamp.from(at))
                        .param("by", by)
                        .param("batch", batch)
                        .param("n", number)
                        .update()
                == 1;
    }

    private static Batch batch(ResultSet row, int number) throws SQLException {
        Optional<Batch.Approval> decision = row.getObject("decided_by", UUID.class) == null
                ? Optional.empty()
                : Optional.of(new Batch.Approval(
                        row.getObject("decided_by", UUID.class),
                        row.getString("decided_by_name"),
                        row.getString("decided_in"),
                        row.getString("decided_as"),
                        row.getTimestamp("decided_at").toInstant(),
                        Optional.ofNullable(row.getObject("authorisation", UUID.class))));
        return new Batch(
                row.getObject("id", UUID.class),
                Batch.Kind.valueOf(row.getString("kind")),
                Reach.valueOf(row.getString("reach")),
                row.getString("unit"),
                row.getString("unit_name"),
                Optional.ofNullable(row.getString("class_group")),
                Optional.ofNullable(row.getString("class_name")),
                row.getBoolean("without_photo"),
                Optional.ofNullable(row.getString("cause")),
                Batch.State.valueOf(row.getString("state")),
                row.getObject("asked_by", UUID.class),
                row.getString("asked_by_name"),
                row.getTimestamp("asked_at").toInstant(),
                decision,
                new Batch.Sums(
                        row.getInt("all_items"),
                        row.getInt("done"),
                        row.getInt("failed"),
                        row.getInt("printed"),
                        row.getInt("handed")));
    }

    private static BatchItem item(ResultSet row, int number) throws SQLException {
        Timestamp printed = row.getTimestamp("printed_at");
        Timestamp handed = row.getTimestamp("handed_at");
        return new BatchItem(
                row.getObject("batch", UUID.class),
                row.getInt("n"),
                row.getObject("person", UUID.class),
                row.getString("unit"),
                Optional.ofNullable(row.getString("class_group")),
                Optional.ofNullable(row.getString("class_name")),
                BatchItem.State.valueOf(row.getString("state")),
                Optional.ofNullable(row.getString("problem")),
                Optional.ofNullable(row.getBytes("card")).map(CardId::of),
                Optional.ofNullable(printed).map(Timestamp::toInstant),
                Optional.ofNullable(handed).map(Timestamp::toInstant));
    }
}
