/** The directory over LDAP, by the UnboundID SDK. */
package vn.khue.directory.ldap;
