package vn.khue.audit.detection.pack;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import vn.khue.audit.detection.DetectionException;

/** Files of this package in the jar. */
final class PackFiles {

    private PackFiles() {}

    static String text(String name) {
        try (InputStream in = PackFiles.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new DetectionException(
                        "Detection: expected " + name + " in the jar of khue-audit-detection, found none");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Names of the rule files, as their index lists them. */
    static List<String> rules() {
        return text("rules/index").lines().filter(line -> !line.isBlank()).toList();
    }
}
