package vn.khue.audit.app.intake;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * A real broker, as a process of its own: KRaft, TLS, SCRAM, and rights by ACL as docs/operators.md wants them. Its class path is what
 * the build of {@code audit/kafka} has written down.
 */
final class KafkaBroker implements AutoCloseable {

    static final List<String> SOURCES = List.of("sso", "signing");
    static final int PARTITIONS = 4;
    private static final Duration LONGEST_START = Duration.ofMinutes(2);

    private final Path folder;
    private final int port = freePort();
    private final int controllerPort = freePort();
    private Process process;

    private KafkaBroker(Path folder) {
        this.folder = folder;
    }

    /** With a topic for each source, and a principal for each and for the audit service. */
    static KafkaBroker start(Path folder) throws Exception {
        KafkaBroker broker = new KafkaBroker(folder);
        broker.writeCertificate();
        broker.writeSettings();
        for (String principal : List.of("admin", "audit", "sso", "signing")) {
            Path account = folder.resolve("account-" + principal);
            Files.writeString(account, principal + "\n" + password(principal) + "\n");
            Files.setPosixFilePermissions(account, PosixFilePermissions.fromString("rw-------"));
        }
        broker.format();
        broker.restart();
        broker.prepare();
        return broker;
    }

    static String password(String principal) {
        return "a password of " + principal + " in a test";
    }

    private static int freePort() {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void writeCertificate() throws GeneralSecurityException, IOException, OperatorCreationException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(256);
        KeyPair pair = generator.generateKeyPair();
        X500Name name = new X500Name("CN=localhost");
        Instant now = Instant.now();
        X509CertificateHolder certificate = new JcaX509v3CertificateBuilder(
                        name,
                        BigInteger.ONE,
                        Date.from(now.minusSeconds(60)),
                        Date.from(now.plusSeconds(86_400)),
                        name,
                        pair.getPublic())
                .addExtension(Extension.basicConstraints, true, new BasicConstraints(true))
                .addExtension(
                        Extension.subjectAlternativeName,
                        false,
                        new GeneralNames(new GeneralName(GeneralName.dNSName, "localhost")))
                .build(new JcaContentSignerBuilder("SHA256withECDSA").build(pair.getPrivate()));
        Files.writeString(folder.resolve("ca.pem"), pem("CERTIFICATE", certificate.getEncoded()));
        Files.writeString(
                folder.resolve("broker.pem"),
                pem("PRIVATE KEY", pair.getPrivate().getEncoded()) + pem("CERTIFICATE", certificate.getEncoded()));
    }

    private static String pem(String what, byte[] bytes) {
        return "-----BEGIN " + what + "-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes) + "\n-----END " + what + "-----\n";
    }

    private void writeSettings() throws IOException {
        Files.write(
                folder.resolve("server.properties"),
                List.of(
                        "process.roles=broker,controller",
                        "node.id=1",
                        "controller.quorum.voters=1@127.0.0.1:" + controllerPort,
                        "listeners=SASL_SSL://localhost:" + port + ",CONTROLLER://127.0.0.1:" + controllerPort,
                        "listener.security.protocol.map=SASL_SSL:SASL_SSL,CONTROLLER:PLAINTEXT",
                        "controller.listener.names=CONTROLLER",
                        "inter.broker.listener.name=SASL_SSL",
                        "sasl.enabled.mechanisms=SCRAM-SHA-512",
                        "sasl.mechanism.inter.broker.protocol=SCRAM-SHA-512",
                        "listener.name.sasl_ssl.scram-sha-512.sasl.jaas.config=" + login("admin"),
                        "ssl.keystore.type=PEM",
                        "ssl.keystore.location=" + folder.resolve("broker.pem"),
                        "ssl.truststore.type=PEM",
                        "ssl.truststore.location=" + folder.resolve("ca.pem"),
                        "authorizer.class.name=org.apache.kafka.metadata.authorizer.StandardAuthorizer",
                        // The listener of the controller is this machine's alone and asks nobody who they are.
                        "super.users=User:admin;User:ANONYMOUS",
                        "auto.create.topics.enable=false",
                        "offsets.topic.replication.factor=1",
                        "offsets.topic.num.partitions=1",
                        "transaction.state.log.replication.factor=1",
                        "transaction.state.log.min.isr=1",
                        "group.initial.rebalance.delay.ms=0",
                        "num.network.threads=2",
                        "num.io.threads=2",
                        "log.cleaner.enable=false",
                        "log.dirs=" + folder.resolve("log")),
                StandardCharsets.UTF_8);
    }

    private static String login(String principal) {
        return "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"" + principal
                + "\" password=\"" + password(principal) + "\";";
    }

    private void format() throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                "kafka.tools.StorageTool", "format", "-t", Uuid.randomUuid().toString()));
        command.addAll(List.of("-c", folder.resolve("server.properties").toString()));
        for (String principal : List.of("admin", "audit", "sso", "signing")) {
            command.addAll(List.of(
                    "--add-scram", "SCRAM-SHA-512=[name=" + principal + ",password=\"" + password(principal) + "\"]"));
        }
        Process format = java(command);
        if (!format.waitFor(LONGEST_START.toSeconds(), TimeUnit.SECONDS) || format.exitValue() != 0) {
            format.destroyForcibly();
            throw new AssertionError("storage was not formatted: " + output());
        }
    }

    private Process java(List<String> command) throws IOException {
        Path classPath = Path.of(System.getProperty("khue.root"), "audit", "kafka", "target", "broker.classpath");
        List<String> whole = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx384m",
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=error",
                "-cp",
                Files.readString(classPath).strip()));
        whole.addAll(command);
        return new ProcessBuilder(whole)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        folder.resolve("output").toFile()))
                .start();
    }

    private String output() throws IOException {
        return Files.readString(folder.resolve("output"));
    }

    /** Starts it, and returns once it answers. */
    void restart() throws IOException, InterruptedException {
        process =
                java(List.of("kafka.Kafka", folder.resolve("server.properties").toString()));
        Instant until = Instant.now().plus(LONGEST_START);
        try (Admin admin = admin()) {
            while (true) {
                try {
                    admin.describeCluster().clusterId().get(2, TimeUnit.SECONDS);
                    return;
                } catch (ExecutionException | java.util.concurrent.TimeoutException e) {
                    if (!process.isAlive() || Instant.now().isAfter(until)) {
                        throw new AssertionError("the broker did not start: " + output(), e);
                    }
                }
            }
        }
    }

    /** As SIGKILL does. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    private void prepare() throws Exception {
        try (Admin admin = admin()) {
            admin.createTopics(SOURCES.stream()
                            .map(source -> new NewTopic(topic(source), Optional.of(PARTITIONS), Optional.empty())
                                    .configs(Map.of("compression.type", "uncompressed")))
                            .toList())
                    .all()
                    .get(60, TimeUnit.SECONDS);
            List<AclBinding> rights = new ArrayList<>(SOURCES.stream()
                    .flatMap(source -> Stream.of(AclOperation.WRITE, AclOperation.DESCRIBE)
                            .map(may -> right(source, ResourceType.TOPIC, topic(source), PatternType.LITERAL, may)))
                    .toList());
            for (AclOperation may : List.of(AclOperation.READ, AclOperation.DESCRIBE)) {
                rights.add(right("audit", ResourceType.TOPIC, "khue.events.", PatternType.PREFIXED, may));
            }
            rights.add(right("audit", ResourceType.GROUP, "khue-audit", PatternType.LITERAL, AclOperation.READ));
            admin.createAcls(rights).all().get(60, TimeUnit.SECONDS);
        }
    }

    private static AclBinding right(
            String principal, ResourceType type, String name, PatternType pattern, AclOperation may) {
        return new AclBinding(
                new ResourcePattern(type, name, pattern),
                new AccessControlEntry("User:" + principal, "*", may, AclPermissionType.ALLOW));
    }

    static String topic(String source) {
        return "khue.events." + source;
    }

    Admin admin() {
        return Admin.create(client("admin"));
    }

    /** What a client of that principal needs to connect. */
    Map<String, Object> client(String principal) {
        return Map.of(
                "bootstrap.servers",
                "localhost:" + port,
                "security.protocol",
                "SASL_SSL",
                "sasl.mechanism",
                "SCRAM-SHA-512",
                "sasl.jaas.config",
                login(principal),
                "ssl.truststore.type",
                "PEM",
                "ssl.truststore.location",
                folder.resolve("ca.pem").toString());
    }

    /** The file of settings of a part that comes as this principal. */
    Path settings(String principal) throws IOException {
        return settings(principal, folder.resolve("account-" + principal));
    }

    Path settings(String principal, Path account) throws IOException {
        Path file = folder.resolve("kafka-" + account.getFileName() + ".properties");
        return Files.write(
                file,
                List.of(
                        "servers=localhost:" + port,
                        "account=" + account,
                        "ca=" + folder.resolve("ca.pem"),
                        principal.equals("audit") ? "sources=" + String.join(",", SOURCES) : ""));
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
