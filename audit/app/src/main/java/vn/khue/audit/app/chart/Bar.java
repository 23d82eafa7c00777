package vn.khue.audit.app.chart;

import java.util.List;

/**
 * A line of a table with a bar.
 *
 * @param name what is counted
 * @param value how many
 * @param failures how many of them failed
 * @param width of the bar in percent of the longest
 */
public record Bar(String name, long value, long failures, int width) {

    /** What is counted, without its bar. */
    public record Count(String name, long value, long failures) {}

    /** In the order given. */
    public static List<Bar> of(List<Count> counts) {
        long most = counts.stream().mapToLong(Count::value).max().orElse(0);
        return counts.stream()
                .map(each -> new Bar(
                        each.name(),
                        each.value(),
                        each.failures(),
                        each.value() == 0 ? 0 : (int) Math.max(1, 100 * each.value() / most)))
                .toList();
    }
}
