package vn.khue.audit.wazuh;

import java.util.regex.Pattern;

/** What may stand in a path or a filter; everything else is refused before it is sent. */
final class Names {

    private static final Pattern AGENT = Pattern.compile("[0-9]{3,9}");
    private static final Pattern GROUP = Pattern.compile("[A-Za-z0-9_.-]{1,128}");
    private static final Pattern FILE = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9_.-]{0,126}");
    private static final Pattern POLICY = Pattern.compile("[A-Za-z0-9_.-]{1,128}");
    private static final Pattern SESSION = Pattern.compile("[0-9a-f]{1,32}");

    private Names() {}

    static String agent(String id) {
        return checked(AGENT, id, "an agent's id of 3 to 9 digits");
    }

    static String group(String name) {
        if (".".equals(name) || "..".equals(name)) {
            throw new WazuhException("Wazuh group: expected a name other than . and ..");
        }
        return checked(GROUP, name, "a group of 1 to 128 characters from A-Z, a-z, 0-9, _, - and .");
    }

    static String node(String name) {
        return checked(GROUP, name, "a node of 1 to 128 characters from A-Z, a-z, 0-9, _, - and .");
    }

    static String file(String name) {
        return checked(FILE, name, "a file of 1 to 127 characters from A-Z, a-z, 0-9, _, - and ., not a path");
    }

    static String xml(String name) {
        if (!name.endsWith(".xml")) {
            throw new WazuhException("Wazuh file: expected a name that ends in .xml");
        }
        return file(name);
    }

    static String policy(String id) {
        return checked(POLICY, id, "a policy's id of 1 to 128 characters from A-Z, a-z, 0-9, _, - and .");
    }

    static String session(String token) {
        return checked(SESSION, token, "a logtest session of 1 to 32 hexadecimal digits");
    }

    private static String checked(Pattern form, String text, String expected) {
        if (!form.matcher(text).matches() || text.contains("..")) {
            throw new WazuhException(
                    "Wazuh: expected " + expected + ", found " + text.length() + " characters that are not");
        }
        return text;
    }
}
