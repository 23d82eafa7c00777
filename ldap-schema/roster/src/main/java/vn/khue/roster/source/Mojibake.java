package vn.khue.roster.source;

import java.util.regex.Pattern;

/** Knows text that was read under the wrong encoding: UTF-8 as Windows-1252, and TCVN3 anywhere. */
public final class Mojibake {

    private static final Pattern SIGNS = Pattern.compile("Ã[\\u0080-\\u00BF]|á»|áº|[\\u00A1-\\u00BE&&[^\\u00B7]]");

    private Mojibake() {}

    /** Whether a name, in NFC, holds signs that no name has. */
    public static boolean in(String name) {
        return SIGNS.matcher(name).find();
    }
}
