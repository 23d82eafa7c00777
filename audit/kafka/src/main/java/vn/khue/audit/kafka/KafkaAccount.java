package vn.khue.audit.kafka;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** A principal of the broker: a file of two lines in UTF-8, user and password, of mode 0600. */
record KafkaAccount(String user, String password) {

    private static final int MAX_BYTES = 4_096;
    private static final Set<PosixFilePermission> OWNERS =
            EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
    private static final Pattern USER = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._@-]{0,63}");
    /** Neither quotes nor backslashes nor controls, for the text goes into a line of settings. */
    private static final Pattern PASSWORD = Pattern.compile("[\\x20-\\x7E&&[^\"'\\\\]]{16,256}");

    static KafkaAccount read(Path file) {
        try {
            if (!OWNERS.containsAll(Files.getPosixFilePermissions(file))) {
                throw refused(file, "one with more rights; chmod 600 it and change the password", null);
            }
            if (Files.size(file) > MAX_BYTES) {
                throw refused(file, "one of more than " + MAX_BYTES + " bytes", null);
            }
            List<String> lines = Files.readAllLines(file, StandardCharsets.UTF_8);
            if (lines.size() != 2
                    || !USER.matcher(lines.get(0)).matches()
                    || !PASSWORD.matcher(lines.get(1)).matches()) {
                throw refused(
                        file,
                        "one of another form (password: 16 to 256 characters of ASCII without quotes and backslashes)",
                        null);
            }
            return new KafkaAccount(lines.get(0), lines.get(1));
        } catch (IOException e) {
            throw refused(file, "none that can be read", e);
        }
    }

    private static KafkaTransportException refused(Path file, String found, IOException cause) {
        return new KafkaTransportException(
                "expected a file " + file + " of mode 0600 with two lines, user and password, found " + found, cause);
    }

    /** As the client's own login module reads it. */
    String login() {
        return "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"" + user + "\" password=\""
                + password + "\";";
    }

    @Override
    public String toString() {
        return "KafkaAccount[" + user + "]";
    }
}
