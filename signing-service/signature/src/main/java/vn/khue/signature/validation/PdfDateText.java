package vn.khue.signature.validation;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Dates as PDF writes them (ISO 32000-2, 7.9.4): {@code D:20261123091407+07'00'}. */
final class PdfDateText {

    private static final Pattern DATE = Pattern.compile(
            "D:(\\d{4})(\\d{2})(\\d{2})(\\d{2})(\\d{2})(\\d{2})?(?:(Z)|([+-])(\\d{2})'?(\\d{2})?'?)?.{0,4}");

    private PdfDateText() {}

    static Optional<Instant> parse(String text) {
        Matcher m = DATE.matcher(text);
        if (!m.matches()) {
            return Optional.empty();
        }
        try {
            LocalDateTime local = LocalDateTime.of(
                    number(m, 1), number(m, 2), number(m, 3), number(m, 4), number(m, 5), number(m, 6));
            int minutes = number(m, 9) * 60 + number(m, 10);
            int offset = "-".equals(m.group(8)) ? -minutes : minutes;
            return Optional.of(local.toInstant(ZoneOffset.ofTotalSeconds(offset * 60)));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static int number(Matcher m, int group) {
        return m.group(group) == null ? 0 : Integer.parseInt(m.group(group));
    }
}
