/** What Wazuh tells, as immutable records. All text is plain: without control characters, cut to length, and still hostile to HTML. */
package vn.khue.audit.wazuh.item;
