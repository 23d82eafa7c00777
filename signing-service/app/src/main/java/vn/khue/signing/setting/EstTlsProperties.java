package vn.khue.signing.setting;

import java.net.InetAddress;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The port on which hosts renew by their certificates. It is there where a port is set.
 *
 * @param port TCP
 * @param address on which it listens; one that other machines reach is the operator's choice
 * @param name host name that hosts know it by; empty for that of {@code khue.signing.url}
 */
@ConfigurationProperties("khue.signing.tls")
public record EstTlsProperties(
        int port,
        @DefaultValue("127.0.0.1") InetAddress address,
        @DefaultValue("") String name) {}
