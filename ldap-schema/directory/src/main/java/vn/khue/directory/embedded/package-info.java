/**
 * The embedded directory: an LDAP server in one process, made of the UnboundID SDK's listener, protocol, filters and schema rules over a
 * compact table in memory, with our rights and a journal on disk, so that what it has acknowledged outlives {@code kill -9}. For one
 * machine; slapd takes over where that is outgrown.
 *
 * <p>The SDK's own in-memory server keeps every value as text and as bytes: 44,000 entries took 510 MB and half a minute to restore.
 * Here an entry is one array of bytes, parsed where it is read.
 */
package vn.khue.directory.embedded;
