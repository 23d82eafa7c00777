package vn.khue.e2e.arrows;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The compiled classes of every room, as the build left them. */
final class Rooms {
    private static final List<String> HOUSES =
            List.of("ldap-schema", "sso-extensions", "signing-service", "audit", "platform");

    private Rooms() {}

    /** Production classes of all rooms. */
    static JavaClasses production() {
        return new ClassFileImporter().importPaths(classDirectories());
    }

    private static List<Path> classDirectories() {
        Path root = Path.of(System.getProperty("khue.root"));
        return HOUSES.stream()
                .flatMap(house -> children(root.resolve(house)))
                .map(room -> room.resolve("target/classes"))
                .filter(Files::isDirectory)
                .toList();
    }

    private static Stream<Path> children(Path house) {
        try (Stream<Path> rooms = Files.list(house)) {
            return rooms.toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
