package vn.khue.sso.realm;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class DifferenceTest {
    @Test
    void comparesOnlyWhatIsNamed() {
        assertThat(Difference.between(json("{\"a\":1}"), json("{\"a\":\"1\",\"b\":2}")))
                .isEmpty();
        assertThat(Difference.between(json("{\"a\":[\"x\",\"y\"]}"), json("{\"a\":[\"y\",\"x\"]}")))
                .isEmpty();
        assertThat(Difference.between(json("{\"a\":\"\",\"b\":[]}"), json("{}")))
                .isEmpty();
    }

    @Test
    void namesTheFieldAndBothValues() {
        assertThat(Difference.between(json("{\"a\":{\"b\":true}}"), json("{\"a\":{\"b\":false}}")))
                .containsExactly(new FieldChange("a.b", "false", "true"));
        assertThat(Difference.between(json("{\"a\":[{\"n\":1},{\"n\":2}]}"), json("{\"a\":[{\"n\":1}]}")))
                .containsExactly(
                        new FieldChange("a[1].n", "(absent)", "2"), new FieldChange("a", "1 entries", "2 entries"));
    }

    @Test
    void neverShowsASecret() {
        assertThat(Difference.between(
                                json("{\"secret\":\"new\",\"config\":{\"salt\":\"s2\",\"bindCredential\":[\"p2\"]}}"),
                                json("{\"secret\":\"old\",\"config\":{\"salt\":\"s1\"}}"))
                        .toString())
                .contains("***")
                .doesNotContain("new", "old", "s1", "s2", "p2");
    }

    @Test
    void mergingKeepsWhatTheFilesDoNotName() {
        assertThat(Difference.merged(json("{\"a\":{\"x\":1},\"l\":[1]}"), json("{\"a\":{\"y\":2},\"l\":[2],\"id\":3}"))
                        .toString())
                .isEqualTo("{\"a\":{\"y\":2,\"x\":1},\"l\":[1],\"id\":3}");
    }

    private static JsonNode json(String text) {
        return JsonMapper.shared().readTree(text);
    }
}
