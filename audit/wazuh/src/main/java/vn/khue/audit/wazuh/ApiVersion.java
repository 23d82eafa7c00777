package vn.khue.audit.wazuh;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the server says it is, for example {@code v4.14.7}. */
public record ApiVersion(int major, int minor, int patch) {

    private static final Pattern FORM = Pattern.compile("v?([0-9]{1,4})\\.([0-9]{1,4})\\.([0-9]{1,4})(?:[-.].{0,40})?");

    static Optional<ApiVersion> parse(String text) {
        Matcher form = FORM.matcher(text);
        return form.matches()
                ? Optional.of(new ApiVersion(
                        Integer.parseInt(form.group(1)),
                        Integer.parseInt(form.group(2)),
                        Integer.parseInt(form.group(3))))
                : Optional.empty();
    }

    @Override
    public String toString() {
        return major + "." + minor + "." + patch;
    }
}
