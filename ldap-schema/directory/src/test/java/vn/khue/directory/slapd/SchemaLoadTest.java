package vn.khue.directory.slapd;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.khue.directory.schema.SchemaFiles;
import vn.khue.directory.server.SystemSlapd;

/** Every schema file of ours, read by slapadd with no more before it than it says it builds on. */
class SchemaLoadTest {

    private static final String BEFORE = "dn: cn=config\nobjectClass: olcGlobal\ncn: config\n\n"
            + "dn: cn=schema,cn=config\nobjectClass: olcSchemaConfig\ncn: schema\n\n";

    @TempDir
    Path folder;

    @Test
    void everyFileLoadsAfterThoseBeforeIt() throws Exception {
        var ldif = new StringBuilder(standard());
        int number = 0;
        for (String schema : new SchemaFiles().schemas()) {
            ldif.append(schema).append('\n');
            int which = number++;
            assertThatCode(() -> load("files-" + which, ldif.toString()))
                    .as(schema.substring(0, schema.indexOf('\n')))
                    .doesNotThrowAnyException();
        }
    }

    /** The typing error of the file that REFEDS publishes: were it in ours, slapadd would say so. */
    @Test
    void misspeltAttributeOfEduPersonWouldBeNoticed() throws Exception {
        String wrong = new SchemaFiles().schemas().get(0).replace("eduPersonOrcid $", "eduPersonOrcidi $");
        assertThatThrownBy(() -> load("wrong", standard() + wrong))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("eduPersonOrcidi");
    }

    private static String standard() throws IOException {
        var all = new StringBuilder(BEFORE);
        for (String file : List.of("core.ldif", "cosine.ldif", "inetorgperson.ldif")) {
            all.append(Files.readString(SystemSlapd.installation().schemas().resolve(file), StandardCharsets.UTF_8))
                    .append('\n');
        }
        return all.toString();
    }

    private void load(String name, String ldif) throws IOException {
        Path file = folder.resolve(name + ".ldif");
        Files.writeString(file, ldif, StandardCharsets.UTF_8);
        new SlapdTool(SystemSlapd.installation(), Files.createDirectories(folder.resolve(name)))
                .run(
                        "add",
                        Duration.ofSeconds(30),
                        folder.resolve(name + ".log"),
                        List.of("-n", "0", "-l", file.toString()));
    }
}
