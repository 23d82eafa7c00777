package vn.khue.audit.app.detection;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.function.ToLongFunction;
import org.springframework.stereotype.Component;

/** How detection stands, in numbers; none of them says anything of a person. */
@Component
final class DetectionMeter implements MeterBinder {

    private final Detector detector;

    DetectionMeter(Detector detector) {
        this.detector = detector;
    }

    @Override
    public void bindTo(MeterRegistry meters) {
        gauge(meters, "behind", "Stored events that detection has yet to look at", DetectorState.Watching::behind);
        gauge(
                meters,
                "waiting",
                "Events that wait for their place in time",
                watching -> watching.counters().waiting());
        gauge(
                meters,
                "groups",
                "Groups that correlations remember",
                watching -> watching.counters().groups());
        gauge(
                meters,
                "late",
                "Events that came after their place had passed, since the engine began",
                watching -> watching.counters().late());
        gauge(
                meters,
                "evicted",
                "Matches and groups forgotten because a bound was reached, since the engine began",
                watching -> watching.counters().evicted());
        FunctionCounter.builder("khue.detection.alerts", detector, Detector::raised)
                .description("Alerts raised")
                .register(meters);
    }

    private void gauge(
            MeterRegistry meters, String name, String description, ToLongFunction<DetectorState.Watching> value) {
        Gauge.builder(
                        "khue.detection." + name,
                        () -> detector.state() instanceof DetectorState.Watching watching
                                ? value.applyAsLong(watching)
                                : 0)
                .description(description)
                .strongReference(true)
                .register(meters);
    }
}
