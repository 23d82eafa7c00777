package vn.khue.signing.directorylog;

import vn.khue.directory.ldap.LdapAccessLog;

/**
 * The log of one server.
 *
 * @param server its URL, under which the place is kept up to which it was told
 */
public record DirectoryLog(String server, LdapAccessLog log) {}
