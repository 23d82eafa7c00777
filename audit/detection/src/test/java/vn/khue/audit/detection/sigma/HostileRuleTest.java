package vn.khue.audit.detection.sigma;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import vn.khue.audit.detection.match.Regex;

/** What somebody could send to fill the memory or stop the clock. Each is refused by name, or done at once. */
class HostileRuleTest {

    private static String detection(String line) {
        return OneEvent.rule("s:\n    " + line + "\ncondition: s");
    }

    private static void refused(String text, String named) {
        assertThat(OneEvent.problems(text)).isNotEmpty().first().asString().contains(named);
    }

    @Test
    void bombsOfAliases() {
        StringBuilder laughs = new StringBuilder("a0: &a0 [x,x,x,x,x,x,x,x,x]\n");
        for (int i = 1; i < 10; i++) {
            laughs.append("a" + i + ": &a" + i + " [" + ("*a" + (i - 1) + ",").repeat(8) + "*a" + (i - 1) + "]\n");
        }
        refused(laughs.toString(), "expected no anchor and no alias");
        refused("a: &a [*a]", "expected no anchor and no alias");
    }

    @Test
    void objectsAndTags() {
        refused("!!javax.script.ScriptEngineManager [x]", "expected no tag");
        refused(detection("f: !!binary aGk="), "expected no tag");
    }

    @Test
    void depthSizeAndNumber() {
        refused("a: " + "[".repeat(10_000) + "]".repeat(10_000), "expected at most 16 levels");
        refused("a: " + "{a: ".repeat(100) + "1" + "}".repeat(100), "expected at most 16 levels");
        refused("a".repeat(600_000), "expected at most 524288 characters");
        refused("- x\n".repeat(30_000), "expected at most 20000 values");
        refused("a: 1\n---\n".repeat(100), "expected at most 64 documents");
        refused("a: 1\na: 2", "expected each key once");
        refused("? [a, b]\n: c", "expected a text as key");
        refused("a: [", "expected YAML");
        refused("a: \u0000", "expected YAML");
        refused("", "expected a rule, found none");
        refused("- a\n- b", "expected a rule, found something else");
        refused(detection("f: " + "x".repeat(5_000)), "expected at most 4096 characters");
    }

    @Test
    void charactersBeyondTheFirstPlaneWhereverTheyStand() {
        for (int before = 900; before < 1_100; before++) {
            assertThat(OneEvent.problems(detection("f: '" + "x".repeat(before) + "\uD83D\uDE00'")))
                    .isEmpty();
        }
        refused(detection("f: '\uD83D'"), "found half a character");
        refused("title: \uD83D", "found half a character");
    }

    @Test
    void deepConditions() {
        refused(OneEvent.rule("s:\n    f: 1\ncondition: " + "(".repeat(2_000) + "s"), "expected at most 1000 words");
        refused(OneEvent.rule("s:\n    f: 1\ncondition: " + "not ".repeat(500) + "s"), "expected at most 32 levels");
        refused(
                OneEvent.rule("s:\n    f: 1\ncondition: " + "( ".repeat(40) + "s" + " )".repeat(40)),
                "expected at most 32 levels");
    }

    @Test
    void regularExpressionsThatGrow() {
        for (String grows : new String[] {
            "a{1000}{1000}",
            "((a{100}){100}){100}",
            "(a{500}b{500}){500}",
            "[abc]{900}{900}",
            "\\w{999}{99}",
            "(x{1000}){1000,}"
        }) {
            refused(detection("f|re: '" + grows + "'"), "expected repetitions that come to at most 4096");
        }
        refused(detection("f|re: '" + "a".repeat(2_000) + "'"), "expected at most 1024 characters");
        assertThat(OneEvent.problems(detection("f|re: '[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}'")))
                .isEmpty();
    }

    @Test
    void aMegabyteOfEvilIsJudgedInLinearTime() {
        String evil = "a".repeat(1 << 20);
        OneEvent event = new OneEvent(Map.of("f", evil));
        for (String line : new String[] {
            "f|re: '^(a+)+$b'",
            "f|re: '(a|aa)+$c'",
            "f: '*a*a*a*a*a*a*a*b'",
            "f|contains: aaaaaaaaaaaaaaaab",
            "f|re: '(.*a){20}b'"
        }) {
            assertThat(OneEvent.expression("s:\n    " + line + "\ncondition: s").matches(event))
                    .as(line)
                    .isFalse();
        }
    }

    @Test
    void randomDamageNeverThrows() {
        Random random = new Random(7);
        String whole = OneEvent.rule(
                "s:\n    f|contains|all: [a, b]\n    g|re: '^x'\nt: [q, r]\ncondition: 1 of s* and not t");
        for (int i = 0; i < 2_000; i++) {
            StringBuilder damaged = new StringBuilder(whole);
            for (int change = 0; change < 3; change++) {
                damaged.setCharAt(random.nextInt(damaged.length()), (char) (random.nextInt(96) + 32));
            }
            assertThat(OneEvent.read(damaged.toString())).isNotNull();
        }
        assertThat(Regex.compile("a", false, false, false).test()).isPresent();
    }
}
