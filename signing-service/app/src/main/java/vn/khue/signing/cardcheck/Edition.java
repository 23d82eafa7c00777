package vn.khue.signing.cardcheck;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * One state of the page with all that belongs to it. Immutable.
 *
 * @param version a hash of everything a browser keeps of the page
 * @param settings what the scripts must know, as JSON
 * @param words what they say, as JSON, by language
 * @param worker the service worker, which begins with the list of what to keep
 */
public record Edition(String version, String settings, Map<String, String> words, List<String> modules, byte[] worker) {
    /** The words of that language, Vietnamese where it is none of ours. */
    public String wordsIn(Locale locale) {
        return words.get("en".equals(locale.getLanguage()) ? "en" : "vi");
    }
}
