/**
 * What an entry must keep to beyond the schema, read from {@code overlays.ldif}: the text from which slapd's own overlays run. What is not
 * understood here is refused, so that no rule is passed over in silence.
 */
package vn.khue.directory.rules;
