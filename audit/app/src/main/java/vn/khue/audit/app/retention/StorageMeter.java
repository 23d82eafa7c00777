package vn.khue.audit.app.retention;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.springframework.stereotype.Component;

/** How much room the log has, in numbers, by volume. */
@Component
final class StorageMeter implements MeterBinder {

    private final StorageWatch storage;

    StorageMeter(StorageWatch storage) {
        this.storage = storage;
    }

    @Override
    public void bindTo(MeterRegistry meters) {
        for (String volume : List.of("database", "ledger")) {
            gauge(meters, volume, "free.bytes", "Bytes that are free", Volume::freeBytes);
            gauge(meters, volume, "free.percent", "Part that is free", Volume::freePercent);
            gauge(
                    meters,
                    volume,
                    "days.left",
                    "Days until it is full at the pace of the last week",
                    each -> each.daysLeft().isPresent() ? each.daysLeft().getAsLong() : Double.NaN);
        }
        Gauge.builder("khue.audit.storage.low", () -> storage.low().size())
                .description("Volumes that are low")
                .strongReference(true)
                .register(meters);
    }

    private void gauge(
            MeterRegistry meters, String volume, String name, String description, ToDoubleFunction<Volume> value) {
        Gauge.builder(
                        "khue.audit.storage." + name,
                        () -> storage.volumes().stream()
                                .filter(each -> each.name().equals(volume))
                                .mapToDouble(value)
                                .findFirst()
                                .orElse(Double.NaN))
                .description(description)
                .tag("volume", volume)
                .strongReference(true)
                .register(meters);
    }
}
