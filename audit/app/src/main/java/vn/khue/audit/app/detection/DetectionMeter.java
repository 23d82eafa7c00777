package vn.khue.audit.app.detection;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.function.LongBinaryOperator;
import java.util.function.ToLongFunction;
import org.springframework.stereotype.Component;

/** How the shards that this node holds stand, in numbers; none of them says anything of a person. */
@Component
final class DetectionMeter implements MeterBinder {

    private final Detectors detectors;

    DetectionMeter(Detectors detectors) {
        this.detectors = detectors;
    }

    @Override
    public void bindTo(MeterRegistry meters) {
        gauge(
                meters,
                "behind",
                "Stored events that detection has yet to look at",
                DetectorState.Watching::behind,
                Math::max);
        gauge(
                meters,
                "waiting",
                "Events that wait for their place in time",
                watching -> watching.counters().waiting(),
                Long::sum);
        gauge(
                meters,
                "groups",
                "Groups that correlations remember",
                watching -> watching.counters().groups(),
                Long::sum);
        gauge(
                meters,
                "late",
                "Events that came after their place had passed, since the engine began",
                watching -> watching.counters().late(),
                Long::sum);
        gauge(
                meters,
                "evicted",
                "Matches and groups forgotten because a bound was reached, since the engine began",
                watching -> watching.counters().evicted(),
                Long::sum);
        FunctionCounter.builder("khue.detection.alerts", detectors, Detectors::raised)
                .description("Alerts raised")
                .register(meters);
    }

    private void gauge(
            MeterRegistry meters,
            String name,
            String description,
            ToLongFunction<DetectorState.Watching> value,
            LongBinaryOperator sum) {
        Gauge.builder(
                        "khue.detection." + name,
                        () -> detectors.states().stream()
                                .filter(DetectorState.Watching.class::isInstance)
                                .map(DetectorState.Watching.class::cast)
                                .mapToLong(value)
                                .reduce(0, sum))
                .description(description)
                .strongReference(true)
                .register(meters);
    }
}
