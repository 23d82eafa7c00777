package vn.khue.audit.app.detection;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import vn.khue.audit.app.store.AlertStore;
import vn.khue.audit.detection.engine.DetectionEngine;
import vn.khue.audit.detection.engine.Shard;

/** The detectors of this node: one where detection is not cut, else one for each shard, of which each holds its share. Thread-safe. */
public final class Detectors implements AutoCloseable {

    private final List<Detector> all;
    private final Optional<FairShare> share;

    /**
     * @param shards into how many detection is cut, on all nodes the same
     * @param engines makes a new engine of a shard, without memory
     * @param told after alerts were committed, of which the ledger must hear
     */
    public Detectors(
            DataSource dataSource,
            int shards,
            Function<Shard, DetectionEngine> engines,
            AlertStore alerts,
            Runnable told,
            Clock clock) {
        share = shards == 1 ? Optional.empty() : Optional.of(new FairShare(dataSource, shards));
        Turns turns = share.<Turns>map(each -> each).orElseGet(Turns::always);
        all = IntStream.range(0, shards)
                .mapToObj(index -> new Shard(index, shards))
                .map(shard -> new Detector(dataSource, shard, turns, () -> engines.apply(shard), alerts, told, clock))
                .toList();
    }

    /** Starts working. Call once. */
    public Detectors start() {
        share.ifPresent(FairShare::start);
        all.forEach(Detector::start);
        return this;
    }

    /** Says that events were committed. Cheap. */
    public void wake() {
        all.forEach(Detector::wake);
    }

    /** How each of them stands, by shard. */
    public List<DetectorState> states() {
        return all.stream().map(Detector::state).toList();
    }

    /** Alerts raised here since the start. */
    public long raised() {
        return all.stream().mapToLong(Detector::raised).sum();
    }

    /** Stops each after the batch under way. */
    @Override
    public void close() {
        all.forEach(Detector::close);
        share.ifPresent(FairShare::close);
    }
}
