package vn.khue.signing.acme;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.khue.pki.DnsName;

/** Where an http-01 challenge is never asked. */
class Http01Test {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "127.8.9.10",
                "::1",
                "0.0.0.0",
                "0.1.2.3",
                "::",
                "169.254.169.254",
                "fe80::1",
                "224.0.0.1",
                "ff02::1",
                "::ffff:127.0.0.1",
                "::ffff:169.254.169.254"
            })
    void addressesOfThisMachineAndItsLinkAreForbidden(String address) throws UnknownHostException {
        assertThat(Http01.forbidden(InetAddress.getByName(address))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.1.2.3", "192.168.1.10", "203.0.113.7", "2001:db8::1", "fd00::1"})
    void addressesOfSchoolsAreAllowed(String address) throws UnknownHostException {
        assertThat(Http01.forbidden(InetAddress.getByName(address))).isFalse();
    }

    @Test
    void aNameWithoutAnAddressIsSaidToHaveNone() {
        assertThat(new Http01(Optional.empty()).objection(new DnsName("khong-co.khue.invalid"), "token", "token.key"))
                .contains(AcmeError.DNS);
    }
}
