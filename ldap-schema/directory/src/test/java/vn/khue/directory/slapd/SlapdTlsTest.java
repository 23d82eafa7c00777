package vn.khue.directory.slapd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.extensions.StartTLSExtendedRequest;
import com.unboundid.util.ssl.PEMFileTrustManager;
import com.unboundid.util.ssl.SSLUtil;
import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import vn.khue.directory.DirectoryException;
import vn.khue.directory.ldap.LdapDirectory;
import vn.khue.directory.ldap.LdapEndpoint;
import vn.khue.directory.server.RunningServer;
import vn.khue.directory.server.SystemSlapd;
import vn.khue.directory.server.TestCertificate;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SlapdTlsTest {

    private static final int HANDSHAKE = 22;
    private static final int TLS_1_1 = 0x0302;
    private static final int TLS_1_2 = 0x0303;

    @TempDir
    static Path folder;

    private PrivateSlapd slapd;
    private SlapdTls tls;

    @BeforeAll
    void start() throws Exception {
        SlapdInstallation installation = SystemSlapd.installation();
        tls = TestCertificate.make(Files.createDirectories(folder.resolve("tls")), SystemSlapd.freePort());
        slapd = PrivateSlapd.start(
                installation,
                SystemSlapd.settings(folder.resolve("slapd"), SystemSlapd.freePort())
                        .with(tls));
    }

    @AfterAll
    void stop() {
        if (slapd != null) {
            slapd.close();
        }
    }

    @Test
    void noPasswordIsTakenInClear() throws Exception {
        try (var plain = new LDAPConnection("127.0.0.1", slapd.port())) {
            assertThatThrownBy(() -> plain.bind(RunningServer.ADMIN, RunningServer.ADMIN_PASSWORD))
                    .isInstanceOfSatisfying(
                            LDAPException.class,
                            e -> assertThat(e.getResultCode()).isEqualTo(ResultCode.CONFIDENTIALITY_REQUIRED));
        }
    }

    @Test
    void bindsUnderStartTlsAndOverLdaps() throws Exception {
        var ssl = new SSLUtil(new PEMFileTrustManager(tls.authorities().toFile()));
        try (var started = new LDAPConnection("127.0.0.1", slapd.port())) {
            started.processExtendedOperation(new StartTLSExtendedRequest(ssl.createSSLContext()));
            started.bind(RunningServer.ADMIN, RunningServer.ADMIN_PASSWORD);
            assertThat(started.getEntry("ou=people," + RunningServer.BASE)).isNotNull();
        }
        try (var ldaps = new LDAPConnection(ssl.createSSLSocketFactory(), "127.0.0.1", tls.port())) {
            ldaps.bind(RunningServer.ADMIN, RunningServer.ADMIN_PASSWORD);
            assertThat(ldaps.getEntry("ou=people," + RunningServer.BASE)).isNotNull();
        }
    }

    @Test
    void ourReaderTakesNoCertificateOfAnotherHost() throws Exception {
        SSLContext before = SSLContext.getDefault();
        SSLContext.setDefault(
                new SSLUtil(new PEMFileTrustManager(tls.authorities().toFile())).createSSLContext());
        try {
            try (var named = new LdapDirectory(over("127.0.0.1"))) {
                assertThat(named.personByUid("nobody")).isEmpty();
            }
            try (var other = new LdapDirectory(over("localhost"))) {
                assertThatThrownBy(() -> other.personByUid("nobody"))
                        .isInstanceOfSatisfying(
                                DirectoryException.class,
                                e -> assertThat(e.reason()).isEqualTo(DirectoryException.Reason.UNAVAILABLE));
            }
        } finally {
            SSLContext.setDefault(before);
        }
    }

    private LdapEndpoint over(String host) {
        return LdapEndpoint.of(
                "ldaps://" + host + ":" + tls.port(),
                RunningServer.BASE,
                RunningServer.ADMIN,
                RunningServer.ADMIN_PASSWORD);
    }

    /** Sent by hand, because the JDK itself no longer speaks the older version. */
    @Test
    void tlsBelow12IsRefused() throws Exception {
        assertThat(answerTo(TLS_1_2)).isEqualTo(HANDSHAKE);
        assertThat(answerTo(TLS_1_1)).isNotEqualTo(HANDSHAKE);
    }

    /** First byte of the answer to a ClientHello (RFC 5246 7.4.1.2): the kind of record; -1 where the server hangs up. */
    private int answerTo(int version) throws Exception {
        byte[] extensions = {
            0, 10, 0, 4, 0, 2, 0, 23, // supported_groups: secp256r1
            0, 11, 0, 2, 1, 0, // ec_point_formats: uncompressed
            0, 13, 0, 6, 0, 4, 4, 1, 2, 1, // signature_algorithms: RSA with SHA-256 and SHA-1
        };
        // ECDHE_RSA with AES-128 in CBC with SHA-1, which every version has, and in GCM, which 1.2 has.
        byte[] suites = {(byte) 0xC0, 0x13, (byte) 0xC0, 0x2F};
        var body = ByteBuffer.allocate(2 + 32 + 1 + 2 + suites.length + 2 + 2 + extensions.length);
        body.putShort((short) version).put(new byte[32]).put((byte) 0);
        body.putShort((short) suites.length).put(suites).put((byte) 1).put((byte) 0);
        body.putShort((short) extensions.length).put(extensions);
        var hello = new ByteArrayOutputStream();
        hello.writeBytes(new byte[] {HANDSHAKE, 3, 1});
        hello.writeBytes(
                ByteBuffer.allocate(2).putShort((short) (4 + body.capacity())).array());
        hello.writeBytes(
                ByteBuffer.allocate(4).putInt(1 << 24 | body.capacity()).array());
        hello.writeBytes(body.array());
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), tls.port())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(hello.toByteArray());
            return socket.getInputStream().read();
        } catch (java.net.SocketException e) {
            return -1;
        }
    }
}
