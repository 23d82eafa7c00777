package vn.khue.signing.cardcheck;

import java.util.Locale;
import java.util.ResourceBundle;
import java.util.SortedMap;
import java.util.TreeMap;

/** The texts that scripts of the page say: those of the bundles that begin with {@value #OURS}, and the names of roles. */
public final class ScriptWords {
    private static final String OURS = "cardcheck.script.";
    private static final String ROLES = "khue.role.";

    private ScriptWords() {}

    /** By the rest of their names; a role by "role." and its code. */
    static SortedMap<String, String> of(Locale locale) {
        return of(locale, OURS);
    }

    /** The same for scripts whose texts begin with these prefixes. */
    public static SortedMap<String, String> of(Locale locale, String... prefixes) {
        SortedMap<String, String> words = new TreeMap<>();
        for (String prefix : prefixes) {
            take("messages", prefix, "", locale, words);
        }
        take("khue/web-messages", ROLES, "role.", locale, words);
        return words;
    }

    private static void take(
            String bundle, String prefix, String instead, Locale locale, SortedMap<String, String> words) {
        ResourceBundle texts = ResourceBundle.getBundle(
                bundle,
                locale,
                ScriptWords.class.getClassLoader(),
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
        for (String key : texts.keySet()) {
            if (key.startsWith(prefix)) {
                words.put(instead + key.substring(prefix.length()), texts.getString(key));
            }
        }
    }
}
