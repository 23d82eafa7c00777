package vn.khue.audit.kafka;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.SaslConfigs;
import org.apache.kafka.common.config.SslConfigs;

/**
 * Where the broker is and as whom we come. A file of properties in UTF-8, which holds no secret itself:
 *
 * <ul>
 *   <li>{@code servers}: host:port, comma separated
 *   <li>{@code account}: file of the principal, mode 0600, two lines; SASL SCRAM-SHA-512
 *   <li>{@code ca}: file of the CAs that the broker's certificate may be of, PEM; its name is checked. With {@code ca} the connection is TLS
 *       1.2 or 1.3
 *   <li>{@code sources}: of the audit service alone, the sources whose topics it reads, comma separated
 *   <li>{@code group}: of the audit service alone, the group its nodes share, {@code khue-audit} where nothing is said
 * </ul>
 *
 * <p>Without {@code account} or without {@code ca} no broker but one of this machine is taken. An unknown line is refused. Immutable.
 */
public final class KafkaSettings {

    private static final int MAX_BYTES = 16_384;
    private static final Set<String> NAMES = Set.of("servers", "account", "ca", "sources", "group");
    private static final Pattern SERVER = Pattern.compile("([A-Za-z0-9.-]+|\\[[0-9a-f:]+]):([0-9]{1,5})");
    private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");
    private static final Pattern GROUP = Pattern.compile("[a-z][a-z0-9.-]{0,63}");

    /** The largest record of a topic; an event has at most 60,000 bytes. */
    private static final int MAX_RECORD = 1 << 20;

    private final List<String> servers;
    private final Optional<Path> account;
    private final Optional<Path> ca;
    private final List<EventTopic> topics;
    private final String group;

    private KafkaSettings(
            List<String> servers, Optional<Path> account, Optional<Path> ca, List<EventTopic> topics, String group) {
        this.servers = List.copyOf(servers);
        this.account = account;
        this.ca = ca;
        this.topics = List.copyOf(topics);
        this.group = group;
    }

    /**
     * @throws KafkaTransportException if the file cannot be read or says what cannot be
     */
    public static KafkaSettings read(Path file) {
        Properties found = new Properties();
        try {
            if (Files.size(file) > MAX_BYTES) {
                throw new KafkaTransportException("expected settings of Kafka of at most " + MAX_BYTES + " bytes in "
                        + file + ", found more; check what the file is");
            }
            try (Reader text = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
                found.load(text);
            }
        } catch (IOException | IllegalArgumentException e) {
            throw new KafkaTransportException("expected a readable file of settings of Kafka, " + file, e);
        }
        Set<String> unknown = new TreeSet<>(found.stringPropertyNames());
        unknown.removeAll(NAMES);
        if (!unknown.isEmpty()) {
            throw new KafkaTransportException(
                    "expected " + new TreeSet<>(NAMES) + " in " + file + ", found " + unknown + "; take it out");
        }
        KafkaSettings settings = new KafkaSettings(
                list(found, "servers"),
                Optional.ofNullable(found.getProperty("account")).map(file::resolveSibling),
                Optional.ofNullable(found.getProperty("ca")).map(file::resolveSibling),
                list(found, "sources").stream().map(EventTopic::new).toList(),
                found.getProperty("group", "khue-audit"));
        settings.require(file);
        return settings;
    }

    private static List<String> list(Properties from, String name) {
        List<String> values = new ArrayList<>();
        for (String value : from.getProperty(name, "").split(",")) {
            if (!value.isBlank()) {
                values.add(value.strip());
            }
        }
        return values;
    }

    private void require(Path file) {
        boolean guarded = account.isPresent() && ca.isPresent();
        for (String server : servers) {
            Matcher parts = SERVER.matcher(server);
            if (!parts.matches() || Integer.parseInt(parts.group(2)) > 65_535) {
                throw new KafkaTransportException("expected host:port in servers of " + file + ", found " + server);
            }
            if (!guarded && !THIS_MACHINE.contains(parts.group(1))) {
                throw new KafkaTransportException("expected account and ca in " + file + " for the broker " + server
                        + ", found one or none; events tell who did what: without both only this machine's is taken");
            }
        }
        if (servers.isEmpty() || !GROUP.matcher(group).matches()) {
            throw new KafkaTransportException("expected servers, and a group of a-z, digits, dots and hyphens, in "
                    + file + ", found " + servers.size() + " servers and the group " + group);
        }
        ca.filter(path -> !Files.isReadable(path)).ifPresent(path -> {
            throw new KafkaTransportException("expected a readable file of CAs, " + path);
        });
    }

    /** Topics that the audit service reads. */
    List<EventTopic> topics() {
        if (topics.isEmpty()) {
            throw new KafkaTransportException("expected sources in the settings of Kafka, found none; name those whose"
                    + " topics are to be read");
        }
        return topics;
    }

    /** What is no secret, for messages. */
    @Override
    public String toString() {
        return String.join(",", servers);
    }

    /**
     * A producer that the broker acknowledges once all in-sync replicas have a record, that writes none twice by trying again, and that
     * never holds more than 8 MB or waits longer than 15 s. The account is read anew each time.
     */
    Map<String, Object> producer(String source) {
        Map<String, Object> all = common("khue-" + source);
        all.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        all.put(ProducerConfig.ACKS_CONFIG, "all");
        all.put(ProducerConfig.LINGER_MS_CONFIG, 5);
        all.put(ProducerConfig.BUFFER_MEMORY_CONFIG, 8L << 20);
        all.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 5_000L);
        all.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000);
        all.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 15_000);
        all.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, MAX_RECORD);
        // The broker keeps them so, and then knows their true size; a small record could else be a large one for who
        // reads it.
        all.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "none");
        return all;
    }

    /** A consumer that commits nothing by itself and passes over nothing by itself. */
    Map<String, Object> consumer() {
        Map<String, Object> all = common("khue-audit");
        all.put(ConsumerConfig.GROUP_ID_CONFIG, group);
        all.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        all.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        all.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        all.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        all.put(ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG, CooperativeStickyAssignor.class.getName());
        all.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 500);
        all.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, MAX_RECORD);
        all.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, 4 << 20);
        all.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, 10_000);
        all.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, 3_000);
        all.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, 10_000);
        all.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 15_000);
        return all;
    }

    private Map<String, Object> common(String client) {
        Map<String, Object> all = new HashMap<>();
        all.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, servers);
        all.put(CommonClientConfigs.CLIENT_ID_CONFIG, client);
        all.put(CommonClientConfigs.RECONNECT_BACKOFF_MAX_MS_CONFIG, 2_000L);
        all.put(CommonClientConfigs.METRIC_REPORTER_CLASSES_CONFIG, List.of());
        all.put(CommonClientConfigs.ENABLE_METRICS_PUSH_CONFIG, false);
        all.put(
                CommonClientConfigs.SECURITY_PROTOCOL_CONFIG,
                (account.isPresent() ? "SASL_" : "") + (ca.isPresent() ? "SSL" : "PLAINTEXT"));
        account.ifPresent(file -> {
            all.put(SaslConfigs.SASL_MECHANISM, "SCRAM-SHA-512");
            all.put(SaslConfigs.SASL_JAAS_CONFIG, KafkaAccount.read(file).login());
        });
        ca.ifPresent(file -> {
            all.put(SslConfigs.SSL_TRUSTSTORE_TYPE_CONFIG, "PEM");
            all.put(SslConfigs.SSL_TRUSTSTORE_LOCATION_CONFIG, file.toString());
            all.put(SslConfigs.SSL_ENABLED_PROTOCOLS_CONFIG, "TLSv1.3,TLSv1.2");
            all.put(SslConfigs.SSL_ENDPOINT_IDENTIFICATION_ALGORITHM_CONFIG, "https");
        });
        return all;
    }
}
