package vn.khue.directory.ldap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.khue.directory.DirectoryException;

class LdapEndpointTest {

    private static final String BASE = "dc=khue,dc=edu,dc=vn";

    @Test
    void severalServersAreTakenInOrder() {
        assertThat(LdapEndpoint.of("ldap://a:1389, ldaps://b ldap://c:1", BASE, "cn=x", "y")
                        .servers())
                .containsExactly(URI.create("ldap://a:1389"), URI.create("ldaps://b"), URI.create("ldap://c:1"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "http://a", "ldap:///", "a:389"})
    void otherAddressesAreRefused(String urls) {
        assertThatThrownBy(() -> LdapEndpoint.of(urls, BASE, "cn=x", "y"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("KHUE_LDAP_URL");
    }

    @Test
    void emptyPasswordIsRefusedAndNoneIsShown() {
        assertThatThrownBy(() -> LdapEndpoint.of("ldap://a", BASE, "cn=x", "")).hasMessageContaining("password");
        assertThat(LdapEndpoint.of("ldap://a", BASE, "cn=x", "s3cret").toString())
                .doesNotContain("s3cret");
    }

    @Test
    void serverThatSaysNothingIsGivenUpInTime() throws IOException {
        try (var silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            var endpoint = new LdapEndpoint(
                    List.of(URI.create("ldap://127.0.0.1:" + silent.getLocalPort())),
                    BASE,
                    "cn=x",
                    "y",
                    Duration.ofMillis(300),
                    Duration.ofMillis(300),
                    1,
                    Duration.ZERO);
            long began = System.nanoTime();
            try (var directory = new LdapDirectory(endpoint)) {
                assertThatThrownBy(() -> directory.person(UUID.randomUUID()))
                        .isInstanceOfSatisfying(
                                DirectoryException.class,
                                e -> assertThat(e.reason())
                                        .isIn(
                                                DirectoryException.Reason.TIMED_OUT,
                                                DirectoryException.Reason.UNAVAILABLE));
            }
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(5));
        }
    }
}
