/** Khuê's LDAP schema as the UnboundID SDK and slapd take it; the files themselves are in the schema room. */
package vn.khue.directory.schema;
