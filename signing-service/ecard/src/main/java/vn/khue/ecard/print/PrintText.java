package vn.khue.ecard.print;

import java.text.MessageFormat;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.ResourceBundle;

/** The words on what is printed, Vietnamese or English. Dates are day/month/year in both, as on every Vietnamese paper. */
final class PrintText {

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd/MM/yyyy", Locale.ROOT);

    private final ResourceBundle texts;
    private final String language;

    PrintText(Locale locale) {
        texts = ResourceBundle.getBundle(
                "vn.khue.ecard.print.messages",
                locale,
                PrintText.class.getClassLoader(),
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
        language = texts.getString("language");
    }

    /** Language tag of the words, for the file's catalogue. */
    String language() {
        return language;
    }

    /** The words, with numbers written plainly: pass them as text where they may reach a thousand. */
    String of(String key, Object... values) {
        return new MessageFormat(texts.getString(key), Locale.ROOT).format(values);
    }

    String day(LocalDate date) {
        return DAY.format(date);
    }
}
