package vn.khue.signing.cardcheck;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.Function;

/**
 * What one page that browsers keep differs in from another. Immutable.
 *
 * @param home its path
 * @param folder path of its files, before their edition, with a slash at its end
 * @param template name of the page on the class path
 * @param notKept files that a page without network does without
 * @param notModules scripts that are loaded by themselves where they are needed
 * @param settings what its scripts must know besides the key of trust lists
 * @param words what they say, by language
 */
public record KeptPage(
        String home,
        String folder,
        String template,
        Set<String> notKept,
        Set<String> notModules,
        Map<String, Object> settings,
        Function<Locale, SortedMap<String, String>> words) {
    public KeptPage {
        notKept = Set.copyOf(notKept);
        notModules = Set.copyOf(notModules);
        settings = Map.copyOf(settings);
    }
}
