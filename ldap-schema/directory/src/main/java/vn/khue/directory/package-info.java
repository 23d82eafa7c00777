/**
 * Who everyone is: people, units, appointments, class groups, enrolments and guardianships, read and written over LDAP.
 *
 * <p>Everything that holds for a time only is an entry of its own with a {@link vn.khue.directory.Validity}: a transfer, a
 * promotion or a merger of districts closes one edge and opens another, and nobody is renamed (research R5.18).
 *
 * <p>All records are immutable and safe for use by many threads. All texts are Unicode NFC. All dates are days of the
 * Vietnamese civil calendar (Asia/Ho_Chi_Minh).
 */
package vn.khue.directory;
