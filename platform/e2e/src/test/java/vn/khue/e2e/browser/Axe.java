package vn.khue.e2e.browser;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Frame;
import com.microsoft.playwright.Page;
import java.util.List;
import java.util.Map;

/**
 * Asks axe-core about a page. It goes into a page once, however often the page is asked, and answers there; Deque's builder brings it
 * along twice for each question and opens a further page for the answer, which takes longer than the question.
 */
final class Axe {
    private static final String SOURCE = "() => {" + AxeBuilder.getAxeScript() + "}";
    private static final String ASK = """
            rules => axe.run(document, {
                resultTypes: ['violations'],
                ...(rules.length ? {runOnly: {type: 'rule', values: rules}} : {})
            }).then(found => ({
                judged: found.passes.length + found.violations.length + found.incomplete.length,
                violations: found.violations.map(rule =>
                    rule.id + ': ' + rule.help + ' [' + rule.nodes.map(node => node.html).join(', ') + ']')
            }))""";

    private Axe() {}

    /**
     * What axe-core finds.
     *
     * @param judged how many rules had something on the page to be held to
     * @param violations each rule that is broken, with the elements that break it
     */
    record Finding(int judged, List<String> violations) {}

    /** @param rules which alone are asked; none means all that axe-core asks by itself */
    static Finding ask(Page page, List<String> rules) {
        for (Frame frame : page.frames()) {
            if ((Boolean) frame.evaluate("() => window.axe === undefined")) {
                frame.evaluate(SOURCE);
            }
        }
        Map<?, ?> answer = (Map<?, ?>) page.evaluate(ASK, rules);
        return new Finding(
                ((Number) answer.get("judged")).intValue(),
                ((List<?>) answer.get("violations"))
                        .stream().map(String::valueOf).toList());
    }
}
