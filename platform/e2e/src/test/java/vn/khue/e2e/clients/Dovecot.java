package vn.khue.e2e.clients;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** Debian's Dovecot, which asks the gate about every token. */
final class Dovecot {
    static final Path PROGRAM = Path.of("/usr/sbin/dovecot");

    private final int port;

    Dovecot(int port) {
        this.port = port;
    }

    static Program start(Path folder, int port, String gate, String client, String secret) {
        boolean root = "root".equals(System.getProperty("user.name"));
        String user = System.getProperty("user.name");
        Path asking = folder.resolve("oauth2.conf");
        String owners = root
                ? ""
                : "default_login_user = " + user + "\ndefault_internal_user = " + user
                        + "\nservice anvil {\n  chroot =\n}\nservice imap-login {\n  chroot =\n}\n";
        String main = """
                base_dir = %1$s/run
                state_dir = %1$s/run
                log_path = %1$s/dovecot.log
                protocols = imap
                listen = 127.0.0.1
                ssl = no
                disable_plaintext_auth = no
                auth_mechanisms = xoauth2 oauthbearer
                auth_verbose = yes
                first_valid_uid = 1
                mail_location = maildir:~/Maildir
                service imap-login {
                  inet_listener imap {
                    port = %2$d
                  }
                  inet_listener imaps {
                    port = 0
                  }
                }
                passdb {
                  driver = oauth2
                  mechanisms = xoauth2 oauthbearer
                  args = %3$s
                }
                userdb {
                  driver = static
                  args = uid=%4$s gid=%5$s home=%1$s/mail/%%u
                }
                """.formatted(folder, port, asking, root ? "nobody" : user, root ? "nogroup" : user);
        try {
            Files.createDirectory(folder.resolve("run"));
            Path mail = Files.createDirectory(folder.resolve("mail"));
            Files.setPosixFilePermissions(mail, java.nio.file.attribute.PosixFilePermissions.fromString("rwxrwxrwx"));
            Files.writeString(folder.resolve("dovecot.conf"), main + owners, UTF_8);
            Files.writeString(asking, """
                    introspection_mode = post
                    introspection_url = %1$s/realms/khue/protocol/openid-connect/token/introspect
                    client_id = %2$s
                    client_secret = %3$s
                    username_attribute = preferred_username
                    active_attribute = azp
                    active_value = %2$s
                    """.formatted(gate, client, secret), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Program(
                        folder,
                        List.of(
                                PROGRAM.toString(),
                                "-F",
                                "-c",
                                folder.resolve("dovecot.conf").toString()),
                        Map.of())
                .listening(port);
    }

    /** SASL XOAUTH2, as mail programs send it; gives the server's last word: OK or NO. */
    String xoauth2(String user, String token) {
        return login("XOAUTH2", "user=" + user + "\u0001auth=Bearer " + token + "\u0001\u0001");
    }

    /** SASL OAUTHBEARER (RFC 7628). */
    String oauthBearer(String user, String token) {
        return login("OAUTHBEARER", "n,a=" + user + ",\u0001auth=Bearer " + token + "\u0001\u0001");
    }

    private String login(String mechanism, String message) {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.setSoTimeout(20_000);
            BufferedReader answers = new BufferedReader(new InputStreamReader(socket.getInputStream(), US_ASCII));
            answers.readLine();
            String initial = Base64.getEncoder().encodeToString(message.getBytes(UTF_8));
            send(socket, "a AUTHENTICATE " + mechanism + " " + initial);
            for (String line = answers.readLine(); line != null; line = answers.readLine()) {
                if (line.startsWith("+")) {
                    // The reason as JSON: the client answers with nothing, and is told NO then.
                    send(socket, "OAUTHBEARER".equals(mechanism) ? "AQ==" : "");
                } else if (line.startsWith("a ")) {
                    return line.split(" ")[1];
                }
            }
            return "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void send(Socket socket, String line) throws IOException {
        socket.getOutputStream().write((line + "\r\n").getBytes(US_ASCII));
        socket.getOutputStream().flush();
    }
}
