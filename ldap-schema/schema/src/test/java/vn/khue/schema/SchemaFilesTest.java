package vn.khue.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What can be told from the files alone; that both servers load them is told by the directory's contract test. */
class SchemaFilesTest {

    private static final Pattern DEFINITION = Pattern.compile(
            "olc(AttributeTypes|ObjectClasses): \\( ([0-9.]+) NAME '([A-Za-z]+)'(.*?)(?=olc|\\z)", Pattern.DOTALL);
    private static final Pattern LIST = Pattern.compile("(?:MUST|MAY) \\(([^)]*)\\)");

    /** The names that our classes take from core.ldif and inetorgperson.ldif. */
    private static final Set<String> STANDARD = Set.of("uid", "cn", "displayName", "givenName");

    @Test
    void ourNumbersAreUniqueAndBelowOurArc() throws Exception {
        BigInteger uuid = new BigInteger(
                UUID.fromString("dd64cca3-1508-487d-a1dd-b9a0e45ecfc5")
                        .toString()
                        .replace("-", ""),
                16);
        List<String> oids = Stream.of("khue.ldif", "private.ldif")
                .flatMap(file -> definitions(file).stream())
                .map(Definition::oid)
                .toList();
        assertThat(oids)
                .doesNotHaveDuplicates()
                .allMatch(oid -> oid.matches("2\\.25\\." + uuid + "\\.[12]\\.[1-9][0-9]*"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"khue.ldif", "private.ldif", "schac.ldif", "eduperson.ldif"})
    void everyAttributeOfAClassIsDefined(String file) throws Exception {
        var defined = new TreeSet<>(STANDARD);
        for (String each : List.of("khue.ldif", "private.ldif", "schac.ldif", "eduperson.ldif")) {
            definitions(each).stream()
                    .filter(Definition::isAttribute)
                    .map(Definition::name)
                    .forEach(defined::add);
        }
        var used = new ArrayList<String>();
        for (Definition definition : definitions(file)) {
            Matcher lists = LIST.matcher(definition.rest());
            while (!definition.isAttribute() && lists.find()) {
                for (String name : lists.group(1).split("\\$")) {
                    used.add(name.strip());
                }
            }
        }
        assertThat(defined).containsAll(used);
    }

    @Test
    void everyAttributeCanBeComparedAndNamesAreUnique() throws Exception {
        var names = new ArrayList<String>();
        for (String file : List.of("khue.ldif", "private.ldif", "schac.ldif", "eduperson.ldif")) {
            for (Definition definition : definitions(file)) {
                names.add(definition.name());
                if (definition.isAttribute()) {
                    assertThat(definition.rest()).as(definition.name()).contains("EQUALITY ");
                }
            }
        }
        assertThat(names).doesNotHaveDuplicates().hasSizeGreaterThan(50);
    }

    @Test
    void everyRuleOfAccessEndsInNone() throws Exception {
        for (String file : List.of("access.ldif", "config.ldif", "accesslog.ldif")) {
            List<String> rules = read(file)
                    .replaceAll("\n +", " ")
                    .lines()
                    .filter(line -> line.startsWith("olcAccess:"))
                    .toList();
            assertThat(rules).as(file).isNotEmpty().allMatch(rule -> rule.endsWith("by * none"));
        }
        assertThat(read("config.ldif"))
                .contains("olcDisallows: bind_anon", "olcRestrict: rename", "olcAddContentAcl: TRUE");
    }

    private static List<Definition> definitions(String file) {
        var found = new ArrayList<Definition>();
        Matcher matcher = DEFINITION.matcher(read(file));
        while (matcher.find()) {
            found.add(new Definition(
                    matcher.group(1).equals("AttributeTypes"), matcher.group(2), matcher.group(3), matcher.group(4)));
        }
        assertThat(found).as(file).isNotEmpty();
        return found;
    }

    private static String read(String file) {
        try (InputStream in = SchemaFilesTest.class.getResourceAsStream("/vn/khue/schema/" + file)) {
            assertThat(in).as(file).isNotNull();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private record Definition(boolean isAttribute, String oid, String name, String rest) {}
}
