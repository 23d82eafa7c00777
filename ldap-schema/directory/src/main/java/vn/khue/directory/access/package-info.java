/**
 * The rights of {@code access.ldif}, understood in Java: so much of slapd.access(5) as that file uses. What it does not know it refuses, so
 * that no rule is passed over in silence.
 */
package vn.khue.directory.access;
