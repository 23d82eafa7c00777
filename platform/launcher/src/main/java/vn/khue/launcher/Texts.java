package vn.khue.launcher;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;

/**
 * The launcher's words, in one language. Thread-safe.
 *
 * <p>The default bundle is Vietnamese; {@code _en} is the complete English one.
 */
public final class Texts {
    private static final Locale VIETNAMESE = Locale.forLanguageTag("vi");

    private final Locale locale;
    private final ResourceBundle bundle;

    private Texts(Locale locale, ResourceBundle bundle) {
        this.locale = locale;
        this.bundle = bundle;
    }

    /**
     * The words of one bundle.
     *
     * @param bundleName full name of the bundle, such as {@code vn.khue.launcher.messages}
     * @param language {@code vi} or {@code en}; anything else gives Vietnamese
     */
    public static Texts of(String bundleName, String language) {
        Locale locale = language.equals("en") ? Locale.ENGLISH : VIETNAMESE;
        ResourceBundle bundle = ResourceBundle.getBundle(
                bundleName,
                locale,
                Texts.class.getClassLoader(),
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
        return new Texts(locale, bundle);
    }

    /** The launcher's own bundle in {@code vi} or {@code en}. */
    public static Texts launcher(String language) {
        return of("vn.khue.launcher.messages", language);
    }

    /** {@code en} when the environment asks for English, else {@code vi}. */
    public static String languageOf(Map<String, String> environment) {
        for (String name : new String[] {"KHUE_LANG", "LC_ALL", "LC_MESSAGES", "LANG"}) {
            String value = environment.getOrDefault(name, "");
            if (!value.isEmpty()) {
                return value.startsWith("en") ? "en" : "vi";
            }
        }
        return "vi";
    }

    /** The language of these words: {@code vi} or {@code en}. */
    public String language() {
        return locale.getLanguage();
    }

    /**
     * One text with its arguments filled in.
     *
     * @throws java.util.MissingResourceException when the bundle lacks the key
     */
    public String get(String key, Object... arguments) {
        return new MessageFormat(bundle.getString(key), locale).format(arguments);
    }
}
