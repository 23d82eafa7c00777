package vn.khue.audit.app.retention;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/** DEGRADED while a volume is low or the days are not kept; never down, for events can still be stored. */
@Component("storage")
final class StorageHealth implements HealthIndicator {

    private final LogKeeping keeping;
    private final StorageWatch storage;

    StorageHealth(LogKeeping keeping, StorageWatch storage) {
        this.keeping = keeping;
        this.storage = storage;
    }

    @Override
    public Health health() {
        boolean well = storage.low().isEmpty() && !keeping.late();
        Health.Builder health = well ? Health.up() : Health.status("DEGRADED");
        keeping.kept().ifPresent(at -> health.withDetail("kept", at.toString()));
        storage.volumes().forEach(volume -> health.withDetail(volume.name() + "-free-percent", volume.freePercent()));
        return health.withDetail("waiting", keeping.waiting().size()).build();
    }
}
