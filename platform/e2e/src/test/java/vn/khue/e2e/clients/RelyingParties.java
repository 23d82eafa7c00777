package vn.khue.e2e.clients;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.interfaces.RSAPublicKey;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import vn.khue.e2e.stack.KhueStack;
import vn.khue.launcher.home.FileTree;

/** Apps of every kind before the one stack: their files are those of the developers' page, their programs Debian's. Started once. */
final class RelyingParties implements AutoCloseable {
    static final String WEB = "thu-vien-so";
    static final String PROXY = "quan-ly-cu";
    static final String SPA = "bang-tin";
    static final String SERVICE = "dong-bo-diem";
    static final String DEVICE = "man-hinh-tin";
    static final String MAIL = "thu-dien-tu";

    private final KhueStack khue;
    private final List<AutoCloseable> running = new ArrayList<>();
    private final Map<String, String> sites = new LinkedHashMap<>();
    private final KeyPair serviceKey;
    private final Optional<Dovecot> dovecot;
    private final boolean apache;

    private RelyingParties(KhueStack khue) {
        this.khue = khue;
        try {
            Path folder = Files.createTempDirectory("khue-clients");
            running.add(() -> FileTree.remove(folder));
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2_048);
            serviceKey = generator.generateKeyPair();

            OldApp old = started(new OldApp(""));
            OldApp browserApp = started(new OldApp(page()));
            int web = Program.freePort();
            int saml = Program.freePort();
            int proxy = Program.freePort();
            sites.put("https://thu-vien.example.vn", "http://localhost:" + web);
            sites.put("https://diem-danh.example.vn", "http://localhost:" + saml);
            sites.put("https://ho-so-cu.example.vn", "http://localhost:" + proxy);
            sites.put("https://bang-tin.example.vn", "http://localhost:" + browserApp.port());
            sites.put("https://thu.example.vn", "http://localhost:" + old.port());

            Path apacheFolder = Files.createDirectory(folder.resolve("apache"));
            openssl(apacheFolder);
            register(apacheFolder);
            khue.applyRealm();

            apache = Apache.installed();
            if (apache) {
                String entity = site("https://diem-danh.example.vn") + "/mellon/metadata";
                Files.writeString(
                        apacheFolder.resolve("sp.xml"),
                        Sites.metadata(
                                entity,
                                site("https://diem-danh.example.vn"),
                                Files.readString(apacheFolder.resolve("sp.crt"))
                                        .replaceAll("-----[A-Z ]+-----", "")
                                        .strip()),
                        UTF_8);
                Files.writeString(
                        apacheFolder.resolve("gate.xml"),
                        get(khue.keycloak() + "/realms/khue/protocol/saml/descriptor"),
                        UTF_8);
                Sites texts = new Sites(khue.keycloak(), old.port());
                Map<Integer, String> hosts = new LinkedHashMap<>();
                hosts.put(web, texts.openIdConnect(WEB, secret(WEB), web));
                hosts.put(proxy, texts.beforeOldApp(PROXY, secret(PROXY), proxy));
                hosts.put(saml, texts.saml(apacheFolder));
                started(Apache.start(apacheFolder, hosts));
            }
            if (Files.exists(Dovecot.PROGRAM)) {
                Path mail = Files.createDirectory(folder.resolve("dovecot"));
                int port = Program.freePort();
                started(Dovecot.start(mail, port, khue.keycloak(), MAIL, secret(MAIL)));
                dovecot = Optional.of(new Dovecot(port));
            } else {
                dovecot = Optional.empty();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private void register(Path apacheFolder) throws IOException {
        Path page = Path.of(System.getProperty("khue.root"), "docs/app-developers.md");
        AppExamples examples = new AppExamples(page, text -> {
            String moved = text;
            for (Map.Entry<String, String> site : sites.entrySet()) {
                moved = moved.replace(site.getKey(), site.getValue());
            }
            return moved;
        });
        examples.of(site("https://diem-danh.example.vn") + "/mellon/metadata")
                .addProperty("certificate", Files.readString(apacheFolder.resolve("sp.crt")));
        JsonArray keys = examples.of(SERVICE).getAsJsonObject("keys").getAsJsonArray("keys");
        JsonObject key = keys.get(0).getAsJsonObject();
        RSAPublicKey open = (RSAPublicKey) serviceKey.getPublic();
        key.addProperty("n", unsigned(open.getModulus()));
        key.addProperty("e", unsigned(open.getPublicExponent()));
        examples.writeTo(khue.state().resolve("apps"));
    }

    private <T extends AutoCloseable> T started(T program) {
        running.add(program);
        return program;
    }

    /** Where that site of the page is in this run. */
    String site(String onPaper) {
        return sites.get(onPaper);
    }

    String secret(String client) {
        return khue.secret("app-" + client);
    }

    KeyPair serviceKey() {
        return serviceKey;
    }

    /** Empty where it is not installed. */
    Optional<Dovecot> dovecot() {
        return dovecot;
    }

    boolean hasApache() {
        return apache;
    }

    private static String unsigned(BigInteger number) {
        byte[] bytes = number.toByteArray();
        int from = bytes[0] == 0 ? 1 : 0;
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(java.util.Arrays.copyOfRange(bytes, from, bytes.length));
    }

    private static void openssl(Path folder) throws IOException {
        try {
            Process process = new ProcessBuilder(
                            "openssl",
                            "req",
                            "-x509",
                            "-newkey",
                            "rsa:2048",
                            "-nodes",
                            "-keyout",
                            "sp.key",
                            "-out",
                            "sp.crt",
                            "-subj",
                            "/CN=localhost",
                            "-days",
                            "2")
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (process.waitFor() != 0) {
                throw new IllegalStateException("openssl made no certificate");
            }
            Files.setPosixFilePermissions(folder.resolve("sp.key"), PosixFilePermissions.fromString("rw-r--r--"));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static String get(String address) {
        try {
            return HttpClient.newHttpClient()
                    .send(HttpRequest.newBuilder(URI.create(address)).build(), HttpResponse.BodyHandlers.ofString())
                    .body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static String page() throws IOException {
        return Files.readString(
                Path.of(
                        System.getProperty("khue.root"),
                        "platform/e2e/src/test/resources/vn/khue/e2e/clients/spa.html"),
                UTF_8);
    }

    @Override
    public void close() throws Exception {
        // The last begun first, and the folder of all of them at the end.
        for (int i = running.size() - 1; i >= 0; i--) {
            running.get(i).close();
        }
    }

    /** Hands tests the running apps. */
    static final class Started implements ParameterResolver {
        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == RelyingParties.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            return context.getRoot()
                    .getStore(ExtensionContext.Namespace.create(RelyingParties.class))
                    .computeIfAbsent(
                            RelyingParties.class,
                            type -> new RelyingParties(KhueStack.of(context)),
                            RelyingParties.class);
        }
    }
}
