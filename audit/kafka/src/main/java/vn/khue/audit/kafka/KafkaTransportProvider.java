package vn.khue.audit.kafka;

import java.nio.file.Path;
import vn.khue.audit.event.EventTransport;
import vn.khue.audit.event.EventTransportProvider;

/** Makes {@link KafkaEventTransport} known under the name {@code kafka}. */
public final class KafkaTransportProvider implements EventTransportProvider {

    @Override
    public String name() {
        return "kafka";
    }

    @Override
    public EventTransport open(String source, Path settings) {
        return new KafkaEventTransport(KafkaSettings.read(settings), source);
    }
}
