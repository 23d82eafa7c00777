package vn.khue.audit.app.compliance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CataloguesTest {

    private static final String WORDS = "{\"vi\": \"Chữ\", \"en\": \"Words\"}";
    private static final String QUERIES =
            "{\"logins\": {\"ask\": \"EVENTS\", \"expect\": \"SOME\", \"kinds\": [\"LOGIN\"], \"title\": " + WORDS
                    + ", \"gap\": " + WORDS + "}}";

    private static String catalogue(String controls) {
        return "{\"id\": \"c\", \"name\": " + WORDS + ", \"inForce\": true, \"source\": " + WORDS + ", \"note\": "
                + WORDS + ", \"controls\": [" + controls + "]}";
    }

    private static String control(String id, String query) {
        return "{\"id\": \"" + id + "\", \"clause\": \"\", \"verified\": false, \"title\": " + WORDS
                + ", \"queries\": [\"" + query + "\"]}";
    }

    private static Catalogues read(String catalogue, String queries) {
        return Catalogues.read(catalogue.getBytes(StandardCharsets.UTF_8), queries.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void thoseThatComeWithKhueAreWhole() {
        Catalogues all = Catalogues.load();
        assertThat(all.all())
                .extracting(Catalogue::id)
                .containsExactly("tcvn-14423-2026", "tcvn-11930-2017", "iso-27001-2022");
        List<Control> annex = all.find("iso-27001-2022").orElseThrow().controls();
        assertThat(annex).hasSize(93);
        assertThat(annex.stream().filter(each -> each.clause().startsWith("A.8.")))
                .hasSize(34);
        assertThat(all.find("tcvn-14423-2026").orElseThrow().controls())
                .as("nothing was compared with the standard's text, and none says so")
                .noneMatch(Control::verified);
    }

    /** A query that no control names would never be answered. */
    @Test
    void everyQueryIsNamedByAControl() {
        Catalogues all = Catalogues.load();
        Set<String> named = new TreeSet<>();
        all.all().forEach(each -> each.controls().forEach(control -> named.addAll(control.queries())));
        assertThat(named).allSatisfy(each -> assertThat(all.query(each)).isNotNull());
        assertThat(named).contains("hosts", "hosts-assessed", "host-alerts", "ledger", "rights-review");
    }

    @Test
    void aRightOneIsRead() {
        assertThat(read(catalogue(control("a", "logins")), QUERIES).all()).hasSize(1);
    }

    @Test
    void whatAControlNamesMustBeThere() {
        assertThatThrownBy(() -> read(catalogue(control("a", "other")), QUERIES))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("control a")
                .hasMessageContaining("other");
    }

    @Test
    void twoOfOneIdAreRefused() {
        assertThatThrownBy(() -> read(catalogue(control("a", "logins") + "," + control("a", "logins")), QUERIES))
                .hasMessageContaining("twice");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"inForce\"|\"inforce\"",
                "\"inForce\": true,|",
                "\"vi\": \"Chữ\"|\"vi\": \" \"",
                "\"id\": \"c\"|\"id\": \"../c\"",
                "\"id\": \"c\"|\"id\": \"c\", \"id\": \"c\"",
                "\"controls\": [|\"controls\": [], \"more\": [",
            })
    void aStrangeCatalogueIsRefused(String right, String wrong) {
        String given = catalogue(control("a", "logins")).replace(right, wrong == null ? "" : wrong);
        assertThat(given).isNotEqualTo(catalogue(control("a", "logins")));
        assertThatThrownBy(() -> read(given, QUERIES)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"LOGIN\"|\"LOGGED_IN\"",
                "[\"LOGIN\"]|[]",
                "\"EVENTS\"|\"LEDGER\"",
                "\"EVENTS\"|\"ANYTHING\"",
                "\"expect\": \"SOME\", |",
                "\"gap\"|\"lack\"",
            })
    void aStrangeQueryIsRefused(String right, String wrong) {
        String given = QUERIES.replace(right, wrong == null ? "" : wrong);
        assertThat(given).isNotEqualTo(QUERIES);
        assertThatThrownBy(() -> read(catalogue(control("a", "logins")), given))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
