package vn.khue.audit.wazuh;

import java.util.List;

/**
 * A part of a list.
 *
 * @param items in the order asked for
 * @param total how many there are for this account, on all pages
 * @param sight whether the account may see all there is: Wazuh leaves out silently what it may not
 */
public record Page<T>(List<T> items, long total, Sight sight) {
    public Page {
        items = List.copyOf(items);
    }
}
