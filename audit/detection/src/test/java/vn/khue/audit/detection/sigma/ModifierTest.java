package vn.khue.audit.detection.sigma;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each modifier of Sigma 2.1, and wildcards and escapes as its specification tells them. */
class ModifierTest {

    @ParameterizedTest(name = "{0} on {1}: {2}")
    @CsvSource(
            delimiter = '#',
            quoteCharacter = '\0',
            value = {
                "f: abc # ABC # true",
                "f: abc # abcd # false",
                "f|cased: abc # ABC # false",
                "f: 7 # 7 # true",
                "f: true # true # true",
                "f: a*d # axyzd # true",
                "f: a*d # ad # true",
                "f: a?d # ad # false",
                "f: a?d # axd # true",
                "f: 'a\\*d' # a*d # true",
                "f: 'a\\*d' # axd # false",
                "f: 'a\\\\*' # a\\xyz # true",
                "f: 'a\\\\*' # axyz # false",
                "f: 'a\\\\\\*' # a\\* # true",
                "f: 'a\\b' # a\\b # true",
                "f: 'a\\\\b' # a\\b # true",
                "f: 'a\\\\\\\\b' # a\\\\b # true",
                "f: '*aab' # aaab # true",
                "f: 'ab*ba' # aba # false",
                "f: 'ĐỖ*' # đỗ văn # true",
                "f|contains: bc # abcd # true",
                "f|contains: 'b*d' # abcde # true",
                "f|startswith: ab # ABC # true",
                "f|startswith: bc # abc # false",
                "f|endswith: bc # abc # true",
                "f|endswith: ab # abc # false",
                "f|contains|all: [a, c] # xaxcx # true",
                "f|contains|all: [a, z] # xaxcx # false",
                "f|contains: [z, c] # xaxcx # true",
                "f|neq: abc # abd # true",
                "f|neq: abc # ABC # false",
                "f|re: ^a+b$ # aaab # true",
                "f|re: ^a+b$ # AAAB # false",
                "f|re|i: ^a+b$ # AAAB # true",
                "f|re: a.b # axb # true",
                "f|cidr: 10.0.0.0/8 # 10.255.0.1 # true",
                "f|cidr: 10.0.0.0/8 # 11.0.0.1 # false",
                "f|cidr: 10.0.0.128/25 # 10.0.0.127 # false",
                "f|cidr: 2001:db8::/32 # 2001:DB8:1::7 # true",
                "f|cidr: 10.0.0.0/8 # ::ffff:10.1.2.3 # true",
                "f|cidr: 10.0.0.0/8 # ten # false",
                "f|cidr: 10.0.0.0/8 # 010.0.0.1 # false",
                "f|cidr|expand: '%nets%' # 2001:db8::1 # true",
                "f|expand: '%admins%' # root # true",
                "f|expand: 'x-%admins%' # x-root # true",
                "f: '%admins%' # root # false",
                "f|lt: 5 # 4 # true",
                "f|lt: 5 # 5 # false",
                "f|lte: 5 # 5 # true",
                "f|gt: 5 # 5.5 # true",
                "f|gte: 5 # five # false",
                "f|exists: true # x # true",
                "f|exists: false # x # false",
                "g|exists: false # x # true",
                "f: null # x # false",
                "g: null # x # true",
                "f: '' # x # false",
                "g|fieldref: f # x # false",
                "f|fieldref: f # x # true",
                "f|hour: 9 # 2026-11-23T09:30:00Z # true",
                "f|hour|gte: 10 # 2026-11-23T09:30:00Z # false",
                "f|minute: 30 # 1795426200000 # true",
                "f|day: 23 # 2026-11-23T09:30:00Z # true",
                "f|week: 48 # 2026-11-23T09:30:00Z # true",
                "f|month: 11 # 2026-11-23T09:30:00Z # true",
                "f|year: 2026 # 2026-11-23T09:30:00Z # true",
                "f|hour: 9 # nonsense # false",
                "f|base64: foobar # Zm9vYmFy # true",
                "f|base64offset|contains: 'http://' # aHR0cDovL3g= # true",
                "f|base64offset|contains: 'http://' # eGh0dHA6Ly94 # true",
                "f|base64offset|contains: 'http://' # eHhodHRwOi8veA== # true",
                "f|base64offset|contains: 'http://' # aHR0cHM6Ly94 # false",
                "f|wide|base64: ab # YQBiAA== # true",
                "f|windash|contains: ' -x' # cmd /x # true",
                "f|windash|contains: ' -x' # cmd \u2014x # true",
                "f|windash|contains: ' -x' # cmd +x # false",
                "'|contains': xyz # wxyz # true",
            })
    void asks(String line, String value, boolean matches) {
        assertThat(OneEvent.expression("s:\n    " + line + "\ncondition: s").matches(new OneEvent(Map.of("f", value))))
                .isEqualTo(matches);
    }

    @Test
    void emptyTextsAreAbsentToNullOnly() {
        OneEvent empty = new OneEvent(Map.of("f", ""));
        assertThat(OneEvent.expression("s:\n    f: null\ncondition: s").matches(empty))
                .isTrue();
        assertThat(OneEvent.expression("s:\n    f: ''\ncondition: s").matches(empty))
                .isTrue();
        assertThat(OneEvent.expression("s:\n    f|exists: true\ncondition: s").matches(empty))
                .isTrue();
        assertThat(OneEvent.expression("s:\n    f: null\ncondition: s").matches(new OneEvent(Map.of())))
                .isTrue();
        assertThat(OneEvent.expression("s:\n    f: ''\ncondition: s").matches(new OneEvent(Map.of())))
                .isFalse();
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '#',
            quoteCharacter = '\0',
            value = {
                "f|contain: x # expected a modifier of Sigma 2.1, found contain",
                "f|contains|endswith: x # one of contains, startswith and endswith",
                "f|re|contains: x # expected text modifiers on a text",
                "f|re|cidr: x # expected one of re, cidr",
                "f|i: x # behind re",
                "f|all: x # several values under all",
                "f|cidr: 10.0.0.0/33 # expected a network",
                "f|cidr: example.org # expected a network",
                "f|lt: many # expected a number",
                "f|exists: maybe # expected true or false",
                "f|re: '(' # expected a regular expression",
                "f|re: '(?=x)' # expected a regular expression",
                "f|expand: '%nobody%' # expected a placeholder of the profile, found %nobody%; the profile has [admins, nets]",
                "f|fieldref: no.such.field # expected a field of the mapping",
                "no.such.field: 1 # expected a field of the mapping, found no.such.field",
                "f|base64offset: x # expected contains behind base64offset",
                "f: {a: 1} # found a collection",
                "f: [] # expected 1 to 5000 values",
            })
    void refuses(String line, String named) {
        assertThat(OneEvent.problems(OneEvent.rule("s:\n    " + line + "\ncondition: s")))
                .singleElement()
                .asString()
                .startsWith("rule.yml:7: detection.s.")
                .contains(named);
    }
}
