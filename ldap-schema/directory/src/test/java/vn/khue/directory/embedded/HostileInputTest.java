package vn.khue.directory.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.DeleteRequest;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import com.unboundid.ldap.sdk.PLAINBindRequest;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.SearchScope;
import com.unboundid.ldap.sdk.controls.SubtreeDeleteRequestControl;
import com.unboundid.ldap.sdk.extensions.PasswordModifyExtendedRequest;
import com.unboundid.ldap.sdk.extensions.StartTransactionExtendedRequest;
import com.unboundid.ldap.sdk.extensions.WhoAmIExtendedRequest;
import com.unboundid.ldap.sdk.extensions.WhoAmIExtendedResult;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What nobody honest sends. After each, the server must still answer. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HostileInputTest {

    private static final String BASE = "dc=khue,dc=edu,dc=vn";

    @TempDir
    static Path folder;

    private EmbeddedServer server;

    @BeforeAll
    void start() {
        server = EmbeddedServer.start(
                new EmbeddedSettings(folder.resolve("data"), BASE, 0, "admin-secret", Map.of("audit", "audit-secret")),
                e -> {
                    throw new AssertionError(e);
                });
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @AfterEach
    void stillAnswers() throws Exception {
        try (LDAPConnection admin = admin()) {
            assertThat(admin.getEntry("ou=people," + BASE)).isNotNull();
        }
    }

    @Test
    void noiseIsDropped() throws Exception {
        var random = new Random(11);
        for (int i = 0; i < 50; i++) {
            var noise = new byte[random.nextInt(1, 4000)];
            random.nextBytes(noise);
            send(noise);
        }
    }

    @Test
    void messageLargerThanTheLimitIsRefusedUnread() throws Exception {
        send(new byte[] {0x30, (byte) 0x84, 0x7f, (byte) 0xff, (byte) 0xff, (byte) 0xff});
        var large = new ByteArrayOutputStream();
        large.writeBytes(new byte[] {0x30, (byte) 0x83, 0x10, 0x00, 0x00});
        large.writeBytes(new byte[1 << 20]);
        send(large.toByteArray());
    }

    @Test
    void filterNestedThousandsDeepHarmsOnlyItsConnection() throws Exception {
        byte[] filter = {(byte) 0x87, 0x02, 'c', 'n'};
        for (int i = 0; i < 20_000; i++) {
            filter = tagged(0xA2, filter);
        }
        byte[] search = concat(
                tagged(0x04, new byte[0]),
                new byte[] {0x0a, 1, 2, 0x0a, 1, 0, 2, 1, 0, 2, 1, 0, 1, 1, 0},
                filter,
                new byte[] {0x30, 0});
        send(tagged(0x30, concat(new byte[] {2, 1, 1}, tagged(0x63, search))));
    }

    @Test
    void filterOfUsualDepthIsAnswered() throws Exception {
        Filter filter = Filter.createPresenceFilter("cn");
        for (int i = 0; i < 40; i++) {
            filter = Filter.createNOTFilter(filter);
        }
        try (LDAPConnection admin = admin()) {
            assertThat(admin.search(BASE, SearchScope.BASE, filter).getEntryCount())
                    .isZero();
            // A value longer than any length byte, then more messages on the same connection.
            Filter wide = Filter.createEqualityFilter("cn", "ằ".repeat(10_000));
            assertThat(admin.search(BASE, SearchScope.SUB, wide).getEntryCount())
                    .isZero();
            assertThat(admin.search(BASE, SearchScope.SUB, Filter.create("(ou=people)"))
                            .getEntryCount())
                    .isOne();
        }
    }

    @Test
    void whatIsNotNeededIsRefused() throws Exception {
        try (LDAPConnection admin = admin()) {
            assertCode(ResultCode.AUTH_METHOD_NOT_SUPPORTED, () -> {
                try (var other = new LDAPConnection("127.0.0.1", server.port())) {
                    other.bind(new PLAINBindRequest("dn:cn=admin," + BASE, "admin-secret"));
                }
            });
            assertThat(admin.processExtendedOperation(new StartTransactionExtendedRequest())
                            .getResultCode())
                    .isEqualTo(ResultCode.UNWILLING_TO_PERFORM);
            assertThat(admin.processExtendedOperation(
                                    new PasswordModifyExtendedRequest("cn=admin," + BASE, "admin-secret", "x"))
                            .getResultCode())
                    .isEqualTo(ResultCode.UNWILLING_TO_PERFORM);
            assertCode(
                    ResultCode.UNAVAILABLE_CRITICAL_EXTENSION,
                    () -> admin.delete(new DeleteRequest(
                            "ou=people," + BASE,
                            new SubtreeDeleteRequestControl[] {new SubtreeDeleteRequestControl(true)})));
            assertCode(ResultCode.NOT_ALLOWED_ON_NONLEAF, () -> admin.delete(BASE));
            assertCode(ResultCode.UNWILLING_TO_PERFORM, () -> admin.modifyDN("ou=people," + BASE, "ou=humans", true));
            assertCode(
                    ResultCode.CONSTRAINT_VIOLATION,
                    () -> admin.modify(
                            "ou=people," + BASE,
                            new Modification(
                                    ModificationType.REPLACE, "entryUUID", "00000000-0000-0000-0000-000000000000")));
            assertCode(
                    ResultCode.NO_SUCH_OBJECT,
                    () -> admin.add(
                            "ou=x,ou=nowhere," + BASE,
                            new Attribute("objectClass", "organizationalUnit"),
                            new Attribute("ou", "x")));
            assertCode(
                    ResultCode.NO_SUCH_OBJECT,
                    () -> admin.add(
                            "dc=com",
                            new Attribute("objectClass", "dcObject", "organization"),
                            new Attribute("o", "x"),
                            new Attribute("dc", "com")));
            assertCode(
                    ResultCode.NO_SUCH_OBJECT,
                    () -> admin.search("dc=example,dc=org", SearchScope.SUB, Filter.createPresenceFilter("cn")));
        }
    }

    @Test
    void failedBindEndsTheRightsOfTheOneBefore() throws Exception {
        try (LDAPConnection connection = admin()) {
            assertThat(whoAmI(connection)).isEqualTo("dn:cn=admin," + BASE);
            assertCode(ResultCode.INVALID_CREDENTIALS, () -> connection.bind("cn=admin," + BASE, "wrong"));
            assertThat(whoAmI(connection)).isEmpty();
            assertCode(ResultCode.STRONG_AUTH_REQUIRED, () -> connection.delete("ou=people," + BASE));
            connection.bind("cn=audit,ou=services," + BASE, "audit-secret");
            assertCode(ResultCode.INSUFFICIENT_ACCESS_RIGHTS, () -> connection.delete("ou=people," + BASE));
        }
    }

    private static String whoAmI(LDAPConnection connection) throws LDAPException {
        var result = (WhoAmIExtendedResult) connection.processExtendedOperation(new WhoAmIExtendedRequest());
        String id = result.getAuthorizationID();
        return id == null ? "" : id;
    }

    private void send(byte[] bytes) throws Exception {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            socket.setSoTimeout(2000);
            OutputStream out = socket.getOutputStream();
            out.write(bytes);
            out.flush();
            socket.shutdownOutput();
            socket.getInputStream().readAllBytes();
        } catch (java.net.SocketException e) {
            assertThat(e).hasMessageMatching("(?i).*(reset|broken pipe|closed).*");
        }
    }

    private static byte[] tagged(int tag, byte[] body) {
        var out = new ByteArrayOutputStream();
        out.write(tag);
        if (body.length < 128) {
            out.write(body.length);
        } else {
            out.write(0x83);
            out.write(body.length >> 16);
            out.write(body.length >> 8);
            out.write(body.length);
        }
        out.writeBytes(body);
        return out.toByteArray();
    }

    private static byte[] concat(byte[]... parts) {
        var out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }

    private static void assertCode(ResultCode code, Act act) {
        assertThatThrownBy(act::run)
                .isInstanceOfSatisfying(
                        LDAPException.class, e -> assertThat(e.getResultCode()).isEqualTo(code));
    }

    private LDAPConnection admin() throws LDAPException {
        return new LDAPConnection("127.0.0.1", server.port(), "cn=admin," + BASE, "admin-secret");
    }

    private interface Act {
        void run() throws Exception;
    }
}
