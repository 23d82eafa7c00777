package vn.khue.audit.app.wazuh;

import vn.khue.audit.wazuh.ApiLine;

/**
 * What was typed on the page of the set-up, as it was typed.
 *
 * @param mirror anything for yes
 */
public record WazuhForm(String address, String ca, String indexer, String line, String level, String mirror) {

    static WazuhForm of(SetUp setUp) {
        return new WazuhForm(
                setUp.address(),
                setUp.ca(),
                setUp.indexer(),
                setUp.line().name(),
                Integer.toString(setUp.leastLevel()),
                setUp.mirror() ? "yes" : "");
    }

    static WazuhForm empty() {
        return new WazuhForm("", "", "", ApiLine.V4.name(), "7", "yes");
    }

    /** Something that is no number is a level that does not exist, so that its fault is said. */
    SetUp setUp() {
        return new SetUp(
                text(address),
                text(ca).replace("\r\n", "\n"),
                text(indexer),
                "V5".equals(line) ? ApiLine.V5 : ApiLine.V4,
                text(level).matches("[0-9]{1,2}") ? Integer.parseInt(text(level)) : -1,
                !text(mirror).isEmpty());
    }

    private static String text(String typed) {
        return typed == null ? "" : typed.strip();
    }
}
